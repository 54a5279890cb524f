package dev.macadam.processor.read;

import dev.macadam.processor.model.TimeoutModel;
import dev.macadam.processor.model.TimeoutModel.Kind;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads timeouts such as {@code 1m30s}, and ISO-8601. */
final class TimeoutParser {

  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", ChronoUnit.DAYS),
          new Unit("h", ChronoUnit.HOURS),
          new Unit("m", ChronoUnit.MINUTES),
          new Unit("s", ChronoUnit.SECONDS),
          new Unit("ms", ChronoUnit.MILLIS),
          new Unit("us", ChronoUnit.MICROS),
          new Unit("ns", ChronoUnit.NANOS));

  /** All units, each at most once, the largest first. */
  private static final Pattern AMOUNTS =
      Pattern.compile(
          UNITS.stream()
              .map(unit -> "(?:([0-9]+)" + unit.symbol() + ")?")
              .collect(Collectors.joining()));

  private record Unit(String symbol, ChronoUnit unit) {}

  private TimeoutParser() {}

  static TimeoutModel parse(String text) {
    if (text.isEmpty()) {
      return new TimeoutModel(Kind.UNSET, Duration.ZERO, text);
    }
    try {
      Duration duration = isIso(text) ? Duration.parse(text) : parseAmounts(text);
      if (duration == null) {
        return new TimeoutModel(Kind.UNREADABLE, Duration.ZERO, text);
      }
      if (duration.isZero() || duration.isNegative()) {
        return new TimeoutModel(Kind.NOT_POSITIVE, Duration.ZERO, text);
      }
      // Throws if there are too many; the runtime counts in nanoseconds.
      var unused = duration.toNanos();
      return new TimeoutModel(Kind.VALID, duration, text);
    } catch (ArithmeticException | NumberFormatException tooLong) {
      return new TimeoutModel(Kind.TOO_LONG, Duration.ZERO, text);
    } catch (DateTimeParseException unreadable) {
      // Duration.parse says "overflow" with a cause, and nothing else has one.
      return new TimeoutModel(
          unreadable.getCause() == null ? Kind.UNREADABLE : Kind.TOO_LONG, Duration.ZERO, text);
    }
  }

  private static boolean isIso(String text) {
    String upperCase = text.toUpperCase(Locale.ROOT);
    return upperCase.startsWith("P") || upperCase.startsWith("-P") || upperCase.startsWith("+P");
  }

  private static @Nullable Duration parseAmounts(String text) {
    Matcher amounts = AMOUNTS.matcher(text);
    if (!amounts.matches()) {
      return null;
    }
    Duration sum = Duration.ZERO;
    for (int index = 0; index < UNITS.size(); index++) {
      String amount = amounts.group(index + 1);
      if (amount != null) {
        sum = sum.plus(Long.parseLong(amount), UNITS.get(index).unit());
      }
    }
    return sum;
  }
}
