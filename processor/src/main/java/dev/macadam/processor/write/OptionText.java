package dev.macadam.processor.write;

import dev.macadam.processor.model.HandlerOptions;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.model.ThrowableModel;
import dev.macadam.processor.model.TimeoutModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a comment of a wrapper says about the options of a handler. */
final class OptionText {

  /** With what stands before a line of Javadoc, this leaves it within a hundred columns. */
  private static final int WIDTH = 90;

  private OptionText() {}

  /** A sentence in lines, about what is not as it is without options; empty if there is nothing. */
  static String of(HandlerOptions options) {
    List<String> parts = parts(options);
    if (parts.isEmpty()) {
      return "";
    }
    String last = parts.remove(parts.size() - 1);
    String before = parts.isEmpty() ? "" : String.join(", ", parts) + " and ";
    return wrap("<p>A call " + before + last + ".");
  }

  private static List<String> parts(HandlerOptions options) {
    List<String> parts = new ArrayList<>();
    if (options.readOnly()) {
      parts.add("only reads");
    }
    if (!options.isolation().equals(RuntimeNames.DEFAULT_ISOLATION)) {
      parts.add(
          "runs at isolation level "
              + options.isolation().replace('_', ' ').toLowerCase(Locale.ROOT));
    }
    if (options.timeout().value().kind() == TimeoutModel.Kind.VALID) {
      parts.add("takes at most " + words(options.timeout().value().duration()));
    }
    if (options.attempts().value() > 1) {
      List<ThrowableModel> further = options.retryOn().value();
      parts.add(
          "makes up to %d attempts%s"
              .formatted(
                  options.attempts().value(),
                  further.isEmpty() ? "" : " (also after " + oneOf(further) + ")"));
    }
    if (!options.dontRollbackOn().isEmpty()) {
      parts.add("commits in spite of " + oneOf(options.dontRollbackOn()));
    }
    return parts;
  }

  private static String words(Duration duration) {
    DurationUnit unit = DurationUnit.largestFor(duration);
    long amount = unit.amountIn(duration);
    return amount == 1 ? "1 " + unit.singular() : amount + " " + unit.singular() + "s";
  }

  private static String oneOf(List<ThrowableModel> classes) {
    return classes.stream()
        .map(each -> "{@code " + String.join(".", each.type().simpleNames()) + "}")
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private static String wrap(String text) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.split("(?<!\\{@code) ", -1)) {
      if (column > 0) {
        boolean full = column + 1 + word.length() > WIDTH;
        lines.append(full ? '\n' : ' ');
        column = full ? 0 : column + 1;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }
}
