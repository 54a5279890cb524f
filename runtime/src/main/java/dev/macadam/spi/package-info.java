/**
 * What a technology provides to be used as a database (a source of connections, and the views
 * through which a context's connection is seen) or as a resource of each context. The one extension
 * point.
 */
@NullMarked
package dev.macadam.spi;

import org.jspecify.annotations.NullMarked;
