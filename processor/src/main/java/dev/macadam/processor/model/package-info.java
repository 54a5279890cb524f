/** What is known about a class and its handlers, without any type of the compiler's. */
@NullMarked
package dev.macadam.processor.model;

import org.jspecify.annotations.NullMarked;
