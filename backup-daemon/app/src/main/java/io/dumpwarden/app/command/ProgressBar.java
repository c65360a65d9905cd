package io.dumpwarden.app.command;

import io.dumpwarden.view.Bytes;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** One line that is drawn over and over on a terminal; nothing anywhere else. */
final class ProgressBar {

  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 200_000_000L;

  private final PrintWriter err;
  private final boolean visible;
  private final long given;
  private long total;
  private long begin = System.nanoTime();
  private long drawn;

  private ProgressBar(PrintWriter err, boolean visible, long total) {
    this.err = err;
    this.visible = visible;
    this.given = total;
    this.total = total;
  }

  /**
   * @param total the bytes to come; 0 where nobody knows
   */
  static ProgressBar on(CommandSpec spec, long total) {
    return new ProgressBar(spec.commandLine().getErr(), Terminal.isInteractive(), total);
  }

  /** What is to come, by what is known by now; heeded where nobody knew before. */
  void expect(long bytes) {
    if (given <= 0) {
      total = bytes;
    }
  }

  /** Draws the state, at most five times a second. */
  void show(long bytes) {
    show(bytes, "");
  }

  void show(long bytes, String what) {
    long now = System.nanoTime();
    if (!visible || now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    if (bytes == 0) {
      // a run that waits for its turn is not slow
      begin = now;
    }
    double seconds = Math.max(0.001, (now - begin) / 1e9);
    err.print(
        "\r\u001b[K" + line(bytes, total, bytes / seconds) + (what.isEmpty() ? "" : "  " + what));
    err.flush();
  }

  /** Removes the line. */
  void end() {
    if (visible) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  /** Share and time left where the total is known, and what has passed. */
  static String line(long bytes, long total, double perSecond) {
    String rate = Bytes.text(bytes) + "  " + Bytes.text((long) perSecond) + "/s";
    if (total <= 0) {
      return rate;
    }
    double share = Math.min(1, (double) bytes / total);
    int full = (int) (share * WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %s%s",
        "#".repeat(full),
        ".".repeat(WIDTH - full),
        share * 100,
        rate,
        left(total - bytes, perSecond));
  }

  /** Nothing where the estimate is used up, or nothing passes. */
  private static String left(long bytes, double perSecond) {
    if (bytes <= 0 || perSecond < 1) {
      return "";
    }
    long seconds = Math.max(1, Math.round(bytes / perSecond));
    if (seconds < 60) {
      return "  %d s left".formatted(seconds);
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 60
        ? "  %d min left".formatted(minutes)
        : "  %d h %02d min left".formatted(minutes / 60, minutes % 60);
  }
}
