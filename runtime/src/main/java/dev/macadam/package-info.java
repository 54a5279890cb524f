/**
 * What an application writes and calls: the {@link dev.macadam.ContextHandler} annotation, the
 * {@link dev.macadam.ContextFactory} that it builds once, the {@link dev.macadam.Context} that a
 * handler sees, and the exceptions that tell how a unit of work ended.
 */
@NullMarked
package dev.macadam;

import org.jspecify.annotations.NullMarked;
