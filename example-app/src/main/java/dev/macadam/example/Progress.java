package dev.macadam.example;

import java.io.PrintStream;
import java.util.Locale;

/** Tells how far the import has come: on a terminal in one line, elsewhere in a few. */
final class Progress {

  /** How many lines there are where none can be written over. */
  private static final int STEPS = 5;

  private final PrintStream out;
  private final boolean terminal;
  private final int total;
  private int done;

  Progress(Output output, int total) {
    this.out = output.out();
    this.terminal = output.terminal();
    this.total = total;
  }

  /** Says that some more people are dealt with. */
  void advance(int people) {
    int stepBefore = done * STEPS / total;
    done += people;
    String line = String.format(Locale.ROOT, "   %,d of %,d people", done, total);
    if (terminal) {
      out.print("\r" + line + (done == total ? System.lineSeparator() : ""));
      out.flush();
    } else if (done * STEPS / total > stepBefore) {
      out.println(line);
    }
  }
}
