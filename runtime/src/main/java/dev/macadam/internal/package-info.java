/**
 * How it works: admission, contexts, the one delegating connection, deadlines. Not exported.
 *
 * <p>An {@link dev.macadam.internal.Invocation} is one call, from submission to its outcome; each
 * attempt of it has a {@link dev.macadam.internal.UnitOfWork}; that has a {@link
 * dev.macadam.internal.DatabaseTransaction} for each database that it uses.
 */
@NullMarked
package dev.macadam.internal;

import org.jspecify.annotations.NullMarked;
