package io.dumpwarden.restore;

import io.dumpwarden.client.LoadErrors;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a restore has come to, gathered step by step for its outcome. For one thread. */
final class Course {

  private static final int NAMED = 10;

  /** A step that takes time. */
  interface Step {
    void run() throws SQLException;
  }

  private Duration checkTime = Duration.ZERO;
  private Duration loadTime = Duration.ZERO;
  private SafetyBackup.@Nullable Kept kept;
  private boolean touched;
  private boolean inPlace;
  private final List<String> accountProblems = new ArrayList<>();

  void checked(Runnable step) {
    long begin = System.nanoTime();
    try {
      step.run();
    } finally {
      checkTime = since(begin);
    }
  }

  void loaded(Step step) throws SQLException {
    long begin = System.nanoTime();
    touched = true;
    try {
      step.run();
      inPlace = true;
    } finally {
      loadTime = since(begin);
    }
  }

  void kept(SafetyBackup.Kept backup) {
    kept = backup;
  }

  void accounts(List<String> problems) {
    accountProblems.addAll(problems);
  }

  /** Succeeded, or partial where something is not as it was in the source. */
  RestoreOutcome ended(Load load, RestoreMeter meter) {
    List<String> lacks = new ArrayList<>();
    LoadErrors errors = load.loader().errors();
    if (errors.count() > 0) {
      lacks.add(
          "%d statements failed; the first: %s"
              .formatted(errors.count(), errors.first().get(0).message()));
    }
    if (!load.missing().isEmpty()) {
      lacks.add("not there after the load: " + named(load.missing()));
    }
    List<String> changed = load.loader().changed();
    if (!changed.isEmpty()) {
      lacks.add("not taken as it was given: " + named(changed));
    }
    if (!accountProblems.isEmpty()) {
      lacks.add("accounts: " + named(accountProblems));
    }
    if (lacks.isEmpty()) {
      return outcome(RestoreStatus.SUCCEEDED, load, meter, null);
    }
    ErrorCode code =
        load.missing().isEmpty() ? ErrorCode.RESTORE_FAILED : ErrorCode.RESTORE_INCOMPLETE;
    return outcome(
        RestoreStatus.PARTIAL,
        load,
        meter,
        new DumpwardenException(code, String.join("; ", lacks)));
  }

  /** Undoes what can be undone, and says what lies in the target. */
  RestoreOutcome failed(DumpwardenException why, Load load, RestoreWork work) {
    List<String> state = new ArrayList<>();
    work.control().shielded(() -> state.add(stateAfterFailure(load)));
    if (kept != null && !inPlace) {
      state.add("what was there is in " + kept.description());
    }
    DumpwardenException told =
        new DumpwardenException(
            why.code(),
            "%s; %s".formatted(why.getMessage(), String.join("; ", state)),
            why.hint(),
            why);
    work.meter().say(state);
    return outcome(status(why.code()), load, work.meter(), told);
  }

  private String stateAfterFailure(Load load) {
    if (!touched) {
      return "the target was not touched";
    }
    return inPlace ? "the data itself is in place" : load.undo();
  }

  private RestoreStatus status(ErrorCode code) {
    if (inPlace) {
      return RestoreStatus.PARTIAL;
    }
    return switch (code) {
      case CANCELLED -> RestoreStatus.CANCELLED;
      case INTERRUPTED -> RestoreStatus.INTERRUPTED;
      default -> RestoreStatus.FAILED;
    };
  }

  private RestoreOutcome outcome(
      RestoreStatus status, Load load, RestoreMeter meter, @Nullable DumpwardenException failure) {
    LoadErrors errors = load.loader().errors();
    return new RestoreOutcome(
        status,
        checkTime,
        loadTime,
        meter.progress().loadedBytes(),
        errors.first(),
        errors.count(),
        kept == null ? null : kept.reference(),
        failure);
  }

  private static String named(List<String> all) {
    String first = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() > NAMED ? "%s and %d more".formatted(first, all.size() - NAMED) : first;
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
