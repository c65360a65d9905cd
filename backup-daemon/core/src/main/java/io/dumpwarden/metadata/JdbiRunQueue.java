package io.dumpwarden.metadata;

import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The queue of runs as rows; each part of its work is a class beside this one. */
public final class JdbiRunQueue implements RunQueue {

  private final RunOffers offers;
  private final RunClaims claims;
  private final RunEndings endings;
  private final RunLists lists;
  private final RunLogs logs;

  public JdbiRunQueue(MetadataStore store) {
    Database database = store.database();
    this.offers = new RunOffers(database);
    this.claims = new RunClaims(database);
    this.endings = new RunEndings(database);
    this.lists = new RunLists(database);
    this.logs = new RunLogs(database);
  }

  @Override
  public Optional<Run> offer(Run run) {
    return offers.offer(run);
  }

  @Override
  public List<Run> offerAll(List<Run> runs) {
    return offers.offerAll(runs);
  }

  @Override
  public Optional<Run> claim(Node node, Supplier<Set<String>> schedulesOfOthers) {
    return claims.next(node, schedulesOfOthers);
  }

  @Override
  public Optional<Run> claim(Node node, String runId) {
    return claims.only(node, runId);
  }

  @Override
  public void progress(String runId, RunProgress progress) {
    endings.progress(runId, progress);
  }

  @Override
  public boolean finish(String runId, RunEnd end) {
    return endings.finish(runId, end);
  }

  @Override
  public void requestCancel(String runId) {
    endings.requestCancel(runId);
  }

  @Override
  public Optional<Run> find(String id) {
    return lists.find(id);
  }

  @Override
  public List<Run> list(RunFilter filter) {
    return lists.list(filter);
  }

  @Override
  public List<Run> active() {
    return lists.active();
  }

  @Override
  public List<Run> runningOf(String nodeId) {
    return lists.runningOf(nodeId);
  }

  @Override
  public List<Run> waitingFor(String nodeId) {
    return lists.waitingFor(nodeId);
  }

  @Override
  public Optional<Run> lastFired(String schedule) {
    return lists.lastFired(schedule);
  }

  @Override
  public void log(String runId, List<String> lines) {
    logs.append(runId, lines);
  }

  @Override
  public List<String> readLog(String runId, int after) {
    return logs.read(runId, after);
  }

  @Override
  public int prune(Duration olderThan) {
    return logs.prune(olderThan);
  }
}
