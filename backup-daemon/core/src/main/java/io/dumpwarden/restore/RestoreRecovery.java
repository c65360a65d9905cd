package io.dumpwarden.restore;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeLease;
import io.dumpwarden.node.NodeRegistry;
import io.dumpwarden.source.Login;
import io.dumpwarden.swap.SwapOutcome;
import io.dumpwarden.swap.Swaps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the restores of processes that ended without a word: the journal on the target brings either
 * the old or the new data in place, and the history says which. Safe to run on several nodes at
 * once.
 */
public final class RestoreRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreRecovery.class);

  /** How long a target that does not answer is waited for. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

  private final RestoreStore store;
  private final NodeRegistry nodes;
  private final Swaps swaps;
  private final Function<String, Optional<Login>> targets;
  private final InstantSource clock;

  /**
   * @param targets how a configured server is logged in to, for restores; empty for one that is not
   *     configured
   */
  public RestoreRecovery(
      RestoreStore store,
      NodeRegistry nodes,
      Swaps swaps,
      Function<String, Optional<Login>> targets,
      InstantSource clock) {
    this.store = store;
    this.nodes = nodes;
    this.swaps = swaps;
    this.targets = targets;
    this.clock = clock;
  }

  /**
   * Ends every restore whose process is dead; one whose target does not answer waits for the next
   * time.
   *
   * @return those that were ended
   */
  public List<Restore> recover() {
    List<Restore> ended = new ArrayList<>();
    for (Restore restore : forsaken()) {
      try {
        Optional<String> state = state(restore);
        state.ifPresent(
            said -> {
              interrupt(restore, said);
              ended.add(restore);
            });
      } catch (DumpwardenException e) {
        if (e.code() == ErrorCode.METADATA_UNAVAILABLE) {
          throw e;
        }
        LOG.warn(
            "restore {} into {} cannot be ended yet: {}",
            restore.id(),
            restore.into().target(),
            e.getMessage());
      }
    }
    return ended;
  }

  private List<Restore> forsaken() {
    List<Restore> running = store.running();
    if (running.isEmpty()) {
      return running;
    }
    Set<String> living = ids(nodes.alive());
    Set<String> perhaps = ids(nodes.expired(Duration.ZERO));
    perhaps.removeAll(ids(nodes.expired(NodeLease.GRACE)));
    return running.stream()
        .filter(restore -> !living.contains(restore.node().nodeId()))
        .filter(restore -> !perhaps.contains(restore.node().nodeId()))
        .toList();
  }

  /** What lies in the target; empty where that is to be asked again later. */
  private Optional<String> state(Restore restore) {
    Optional<Login> login = targets.apply(restore.into().target());
    if (login.isEmpty()) {
      return Optional.of(
          ForsakenTarget.unasked(restore)
              + ": server %s is not configured, so that nobody looked: run `dumpwarden restores recover --host …`"
                  .formatted(restore.into().target()));
    }
    try {
      Optional<SwapOutcome> outcome = ofRestore(restore, swaps.recover(login.get()));
      boolean held =
          outcome.isEmpty() && swaps.hasJournal(login.get(), UUID.fromString(restore.id()));
      return held ? Optional.empty() : ForsakenTarget.after(restore, outcome);
    } catch (DumpwardenException e) {
      if (ids(nodes.expired(GIVEN_UP_AFTER)).contains(restore.node().nodeId())) {
        return Optional.of(
            "%s: server %s does not answer: %s"
                .formatted(
                    ForsakenTarget.unasked(restore), restore.into().target(), e.getMessage()));
      }
      throw e;
    }
  }

  private static Optional<SwapOutcome> ofRestore(Restore restore, List<SwapOutcome> outcomes) {
    UUID id = UUID.fromString(restore.id());
    return outcomes.stream().filter(outcome -> outcome.restoreId().equals(id)).findFirst();
  }

  private void interrupt(Restore restore, String state) {
    String message =
        "node %s ended during the restore; %s".formatted(restore.node().nodeName(), state);
    DumpwardenException why =
        new DumpwardenException(
            ErrorCode.INTERRUPTED, message, "the process that ran it ended: start it again", null);
    if (store.finish(restore.id(), RestoreEnd.interrupted(why, clock.instant()))) {
      LOG.warn("restore {} interrupted: {}", restore.id(), message);
    }
  }

  private static Set<String> ids(List<Node> some) {
    return some.stream().map(Node::id).collect(Collectors.toSet());
  }
}
