/**
 * Looks for mistakes in the bodies of handlers: what is certain to go wrong, and nothing else. Only
 * javac lets a processor see bodies, after it has understood them; elsewhere nothing is looked for.
 */
@NullMarked
package dev.macadam.processor.body;

import org.jspecify.annotations.NullMarked;
