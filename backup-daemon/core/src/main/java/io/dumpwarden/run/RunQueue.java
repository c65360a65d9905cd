package io.dumpwarden.run;

import io.dumpwarden.node.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The queue of runs, kept as rows and shared by all nodes. Every method may throw {@code
 * METADATA_UNAVAILABLE}.
 */
public interface RunQueue {

  /**
   * Adds a run, queued, or, where a run of the same schedule and server is queued or running
   * already, {@code SKIPPED} with that as its message; the check and the insert are one step for
   * all nodes. A run with the same schedule, server, fire time and attempt exists only once: a
   * second offer changes nothing and answers empty.
   *
   * @param run with status {@code QUEUED}, or final (with {@link Run#end}) to be recorded as it is
   */
  Optional<Run> offer(Run run);

  /**
   * Offers several runs, as {@link #offer} does each, in one step: all of them, or, where that
   * fails, none.
   *
   * @return those that were added
   */
  List<Run> offerAll(List<Run> runs);

  /**
   * Takes the next run that is due for the node and marks it running. Fair between servers: the one
   * with the fewest runs going comes first, then the one served longest ago. Leaves alone servers
   * at their own limit. Due is judged by the store's clock. No two nodes ever get the same run.
   *
   * @param schedulesOfOthers schedules whose runs only another node can store in full; asked where
   *     something is due. Such a run is taken only where no other daemon has been at work and it
   *     has been due for two minutes: then it fails, or is partial, rather than waits for ever
   */
  Optional<Run> claim(Node node, Supplier<Set<String>> schedulesOfOthers);

  /** Takes the next run that is due, of any schedule. */
  default Optional<Run> claim(Node node) {
    return claim(node, Set::of);
  }

  /**
   * Takes this run if it is still queued, whether due or not, for a command that runs it itself;
   * obeys the server's limit.
   */
  Optional<Run> claim(Node node, String runId);

  void progress(String runId, RunProgress progress);

  /**
   * Ends a run. A proven result ({@code SUCCEEDED}, {@code PARTIAL}) overrides {@code INTERRUPTED};
   * nothing else overrides a final status.
   *
   * @return whether it took effect
   */
  boolean finish(String runId, RunEnd end);

  /** Asks the node at work to end the run; a queued one is cancelled on the spot. */
  void requestCancel(String runId);

  Optional<Run> find(String id);

  /** Newest first. */
  List<Run> list(RunFilter filter);

  /** Queued and running ones, in the order in which they would be claimed. */
  List<Run> active();

  List<Run> runningOf(String nodeId);

  /** The queued runs that only this node may take. */
  List<Run> waitingFor(String nodeId);

  /** The newest run, of whatever status, of the schedule with a fire time (retries left aside). */
  Optional<Run> lastFired(String schedule);

  /** Adds lines to a run's log. */
  void log(String runId, List<String> lines);

  /** The run's log, oldest line first. */
  default List<String> readLog(String runId) {
    return readLog(runId, 0);
  }

  /**
   * The run's log, oldest line first.
   *
   * @param after how many lines to leave out
   */
  List<String> readLog(String runId, int after);

  /**
   * Removes finished runs older than this that have no backup left, with their logs; answers how
   * many.
   */
  int prune(Duration olderThan);
}
