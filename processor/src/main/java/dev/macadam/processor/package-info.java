/** The annotation processor that writes a wrapper for each class with handlers. */
@NullMarked
package dev.macadam.processor;

import org.jspecify.annotations.NullMarked;
