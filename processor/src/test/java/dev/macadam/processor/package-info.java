/** Tests of the processor: sources in, wrappers and diagnostics out. */
@NullMarked
package dev.macadam.processor;

import org.jspecify.annotations.NullMarked;
