/** From elements of the compiler to the model. */
@NullMarked
package dev.macadam.processor.read;

import org.jspecify.annotations.NullMarked;
