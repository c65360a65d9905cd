package io.dumpwarden.app.command;

import io.dumpwarden.app.LocalWork;
import io.dumpwarden.app.RunFollower;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunProgress;
import java.util.List;
import java.util.function.Consumer;

/** Shows how far runs are until they end. */
final class RunWatch {

  private final RunFollower follower;
  private final LocalWork here;
  private final ProgressBar bar;

  RunWatch(RunFollower follower, LocalWork here, ProgressBar bar) {
    this.follower = follower;
    this.here = here;
    this.bar = bar;
  }

  /**
   * Waits for their end.
   *
   * @param forsaken told of the queued runs while no daemon is there to take them
   */
  List<Run> untilTheEndOf(List<Run> runs, Consumer<List<Run>> forsaken)
      throws InterruptedException {
    try {
      return follower.follow(
          runs,
          now -> {
            here.throwIfFailed();
            show(now);
          },
          forsaken);
    } finally {
      bar.end();
    }
  }

  private void show(List<Run> now) {
    long bytes = now.stream().mapToLong(r -> r.progress().rawBytes()).sum();
    String what =
        now.stream()
            .filter(r -> r.progress().database() != null)
            .map(RunWatch::words)
            .findFirst()
            .orElse("");
    bar.expect(expectedBytes(now));
    bar.show(bytes, what);
  }

  private static String words(Run run) {
    String tables = TableWords.of(run.progress().rows());
    return "%s/%s%s"
        .formatted(
            run.server(),
            Table.harmless("" + run.progress().database()),
            tables.isEmpty() ? "" : "  " + tables);
  }

  /** By the sizes of tables; 0 as long as they are not known of all that are not at their end. */
  static long expectedBytes(List<Run> runs) {
    long all = 0;
    for (Run run : runs) {
      RunProgress progress = run.progress();
      long expected = run.status().isFinal() ? progress.rawBytes() : progress.expectedBytes();
      if (expected == 0 && !run.status().isFinal()) {
        return 0;
      }
      all += expected;
    }
    return all;
  }
}
