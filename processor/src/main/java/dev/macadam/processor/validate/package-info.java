/** The rules: models in, problems out. */
@NullMarked
package dev.macadam.processor.validate;

import org.jspecify.annotations.NullMarked;
