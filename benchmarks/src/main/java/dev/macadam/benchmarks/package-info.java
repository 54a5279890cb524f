/** Measures what Macadam costs. */
@NullMarked
package dev.macadam.benchmarks;

import org.jspecify.annotations.NullMarked;
