/** Tests of the example. */
@NullMarked
package dev.macadam.example;

import org.jspecify.annotations.NullMarked;
