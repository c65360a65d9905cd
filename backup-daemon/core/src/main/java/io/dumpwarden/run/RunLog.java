package io.dumpwarden.run;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has to say, line by line, until it is written to the store. Capped. Safe for use by
 * many threads.
 */
public final class RunLog {

  private static final int MAX_LINES = 5_000;

  private final InstantSource clock;
  private final List<String> waiting = new ArrayList<>();
  private int lines;

  public RunLog(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a text, one line of log for each of its lines, with the time in front. */
  public synchronized void add(String text) {
    String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    for (String line : text.strip().split("\\R")) {
      if (lines == MAX_LINES) {
        waiting.add(time + " … the log ends here: it has reached " + MAX_LINES + " lines");
      } else if (lines < MAX_LINES) {
        waiting.add(time + " " + line);
      }
      lines++;
    }
  }

  /** Takes what was not taken yet. */
  public synchronized List<String> take() {
    List<String> taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }

  /** Puts back, in front, what could not be written. */
  public synchronized void putBack(List<String> taken) {
    waiting.addAll(0, taken);
  }
}
