package io.dumpwarden.view;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.retention.RetentionRunner;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Applying the rules because somebody says so: never beside another who applies them, and audited
 * before anything is deleted, since what comes after may never come.
 */
public record AskedRetention(
    RetentionRunner runner, ClusterLock lock, AuditLog audit, InstantSource clock) {

  /** What those who apply all rules hold meanwhile. */
  public static final String LOCK = "retention";

  /**
   * Removes what the rules no longer keep.
   *
   * @throws DumpwardenException {@code BUSY} where the rules are being applied right now, as {@link
   *     RetentionRunner#applyAll()} otherwise
   */
  public RetentionOutcome applyAll(Actor actor) {
    return apply(
        "all",
        () -> RetentionOutcome.of(told -> runner.applyAll(told), told -> runner.preview(told)),
        actor);
  }

  /**
   * Of what the rules of one schedule no longer keep, removes these copies only.
   *
   * @param copies their ids
   * @throws DumpwardenException as {@link #applyAll}
   */
  public RetentionOutcome applyTo(String schedule, Set<String> copies, Actor actor) {
    return apply(
        schedule,
        () ->
            RetentionOutcome.of(
                told -> runner.applyTo(schedule, copies, told),
                told -> runner.preview(schedule).plans().forEach(told)),
        actor);
  }

  private RetentionOutcome apply(String what, Supplier<RetentionOutcome> work, Actor actor) {
    AtomicReference<@Nullable RetentionOutcome> done = new AtomicReference<>();
    boolean ran = lock.tryRun(LOCK, () -> done.set(audited(what, work, actor)));
    RetentionOutcome outcome = done.get();
    if (!ran || outcome == null) {
      throw new DumpwardenException(
          ErrorCode.BUSY,
          "the rules are being applied already",
          "look at what is left when that is done",
          null);
    }
    return outcome;
  }

  private RetentionOutcome audited(String what, Supplier<RetentionOutcome> work, Actor actor) {
    record(what, Map.of("status", "begun"), actor);
    Map<String, @Nullable String> end = Map.of("status", "broken off");
    try {
      RetentionOutcome outcome = work.get();
      end = outcome.words();
      return outcome;
    } finally {
      record(what, end, actor);
    }
  }

  private void record(String what, Map<String, @Nullable String> words, Actor actor) {
    audit.append(
        new AuditEntry(clock.instant(), actor, "apply", "retention", what, Map.of(), words));
  }
}
