package io.dumpwarden.app.command;

import io.dumpwarden.app.LocalWork;
import io.dumpwarden.app.RunFollower;
import io.dumpwarden.run.Run;
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
            .map(r -> r.server() + "/" + Table.harmless("" + r.progress().database()))
            .findFirst()
            .orElse("");
    bar.show(bytes, what);
  }
}
