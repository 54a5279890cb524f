/** What there is to say to the user, and the one class that says it. */
@NullMarked
package dev.macadam.processor.report;

import org.jspecify.annotations.NullMarked;
