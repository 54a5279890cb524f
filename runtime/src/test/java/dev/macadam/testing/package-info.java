/** What the tests share: real databases, a driver with faults, wrappers written by hand. */
@NullMarked
package dev.macadam.testing;

import org.jspecify.annotations.NullMarked;
