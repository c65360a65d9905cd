package io.dumpwarden.sweep;

import io.dumpwarden.backup.RunExecution;
import io.dumpwarden.node.Node;
import io.dumpwarden.outcome.OutcomeJournal;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunQueue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds this node's runs that nobody here works at: claimed, but the answer was lost on its way, or
 * ended without being recorded. Used by one thread at a time.
 */
public final class LostClaims {

  private static final Logger LOG = LoggerFactory.getLogger(LostClaims.class);

  private final Node node;
  private final RunQueue queue;
  private final RunExecution execution;
  private final OutcomeJournal outcomes;
  private final RunRecovery recovery;
  private Set<String> seen = Set.of();

  public LostClaims(
      Node node,
      RunQueue queue,
      RunExecution execution,
      OutcomeJournal outcomes,
      RunRecovery recovery) {
    this.node = node;
    this.queue = queue;
    this.execution = execution;
    this.outcomes = outcomes;
    this.recovery = recovery;
  }

  /**
   * Ends as interrupted, and queues again, what was found idle the last time too; to be called
   * every some seconds.
   */
  public void look() {
    if (outcomes.replay() > 0) {
      // a run that waits there to be recorded has its end
      seen = Set.of();
      return;
    }
    Set<String> idle = new HashSet<>();
    for (Run run : idle()) {
      if (!seen.contains(run.id())) {
        idle.add(run.id());
      } else if (recovery.end(run, "node %s did not work at it".formatted(node.name()))) {
        LOG.warn("run {} was claimed by this node but not worked at: interrupted", run.id());
      }
    }
    seen = idle;
  }

  private List<Run> idle() {
    // asked before: a run that begins meanwhile is not taken for idle
    List<Run> mine = queue.runningOf(node.id());
    Set<String> active =
        execution.active().stream().map(a -> a.run().id()).collect(Collectors.toSet());
    return mine.stream().filter(run -> !active.contains(run.id())).toList();
  }
}
