/** The rules of the design, each with a test that is named after it. */
@NullMarked
package dev.macadam;

import org.jspecify.annotations.NullMarked;
