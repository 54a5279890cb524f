/** From the model to the source of the wrapper. */
@NullMarked
package dev.macadam.processor.write;

import org.jspecify.annotations.NullMarked;
