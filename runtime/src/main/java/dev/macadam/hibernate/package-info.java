/** Databases whose contexts provide Hibernate's sessions and JPA's entity manager. */
@NullMarked
package dev.macadam.hibernate;

import org.jspecify.annotations.NullMarked;
