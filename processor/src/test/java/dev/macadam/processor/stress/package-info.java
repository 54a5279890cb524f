/** Random handler classes, to find what nobody has thought of. */
@NullMarked
package dev.macadam.processor.stress;

import org.jspecify.annotations.NullMarked;
