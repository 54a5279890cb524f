/**
 * What a user of Macadam would do first: import people from a file in batches, then read and change
 * them with plain SQL and with Hibernate.
 *
 * <p>{@link dev.macadam.example.People} has the handlers, {@code PeopleInContext} is what the
 * annotation processor makes of them, {@code Demonstration} and {@code PeopleImport} call it. The
 * rest is what any command-line program needs.
 */
@NullMarked
package dev.macadam.example;

import org.jspecify.annotations.NullMarked;
