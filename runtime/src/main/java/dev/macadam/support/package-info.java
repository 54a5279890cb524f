/**
 * What generated wrappers call, and nothing else: a second contract beside the one for
 * applications, kept stable so that a wrapper works with a later runtime.
 */
@NullMarked
package dev.macadam.support;

import org.jspecify.annotations.NullMarked;
