/** Tests of what the processor knows about classes and results. */
@NullMarked
package dev.macadam.processor.read;

import org.jspecify.annotations.NullMarked;
