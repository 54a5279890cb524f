/** Tests of the processor: sources in, wrappers and diagnostics out. */
@NullMarked
package dev.macadam.processor.body;

import org.jspecify.annotations.NullMarked;
