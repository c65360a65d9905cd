package io.dumpwarden.admin.page;

import io.dumpwarden.run.Run;
import io.dumpwarden.view.RunView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param seconds how long it took, or takes so far; null before it began
 * @param expectedBytes what the last good run of the schedule on that server dumped, or else what
 *     its tables let expect; 0 where nobody knows
 * @param secondsLeft by those and by its pace so far; null where nobody knows
 * @param cancelling whether somebody asked for its end
 */
public record RunProgressView(
    RunView run,
    @Nullable Double seconds,
    long expectedBytes,
    @Nullable Double secondsLeft,
    boolean cancelling) {

  /**
   * @param lastGood null where there is none to compare with
   */
  static RunProgressView of(Run run, @Nullable Run lastGood, Instant now) {
    long expected =
        lastGood == null ? run.progress().expectedBytes() : lastGood.progress().rawBytes();
    return new RunProgressView(
        RunView.of(run),
        seconds(run, now),
        expected,
        lastGood == null ? secondsLeft(run) : secondsLeft(run, expected, now),
        run.cancelRequested());
  }

  private static @Nullable Double seconds(Run run, Instant now) {
    Instant started = run.startedAt();
    Instant until = run.end() == null ? now : run.end().at();
    return started == null ? null : Duration.between(started, until).toMillis() / 1000.0;
  }

  /** By its tables. */
  private static @Nullable Double secondsLeft(Run run) {
    Long left = run.progress().rows().secondsLeft();
    return left == null ? null : left.doubleValue();
  }

  private static @Nullable Double secondsLeft(Run run, long expected, Instant now) {
    long done = run.progress().rawBytes();
    Double elapsed = seconds(run, now);
    return elapsed == null || elapsed <= 0 || done <= 0 || expected <= done
        ? null
        : elapsed * (expected - done) / done;
  }

  /** Whether it has dumped more than the last good one. */
  public boolean longer() {
    return expectedBytes > 0 && run.rawBytes() > expectedBytes;
  }

  public boolean queued() {
    return run.status().equals("queued");
  }

  public boolean running() {
    return run.status().equals("running");
  }

  /** Whether anything can still happen to it. */
  public boolean live() {
    return queued() || running();
  }

  /** How far it is by bytes, or else by databases: for the bar. */
  public long done() {
    return expectedBytes > 0 ? run.rawBytes() : run.databasesDone();
  }

  public long all() {
    return expectedBytes > 0 ? expectedBytes : run.databasesTotal();
  }
}
