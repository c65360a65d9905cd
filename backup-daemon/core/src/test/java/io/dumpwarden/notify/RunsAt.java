package io.dumpwarden.notify;

import io.dumpwarden.catalog.Ids;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Instant;

/** Runs of the schedule nightly. */
final class RunsAt {

  private RunsAt() {}

  static Run run(String server, RunStatus status, Instant at) {
    return run(server, status, RunTrigger.SCHEDULE, at);
  }

  static Run run(String server, RunStatus status, RunTrigger trigger, Instant at) {
    return new Run(
        Ids.next(),
        "nightly",
        server,
        "daily",
        trigger,
        at,
        1,
        status,
        at,
        at,
        at,
        null,
        null,
        RunProgress.NONE,
        false,
        RunRequest.by("schedule"),
        null);
  }

  static Run ended(Run run, RunEnd end) {
    return new Run(
        run.id(),
        run.schedule(),
        run.server(),
        run.type(),
        run.trigger(),
        run.fireTime(),
        run.attempt(),
        end.status(),
        run.queuedAt(),
        run.notBefore(),
        run.startedAt(),
        null,
        null,
        run.progress(),
        false,
        run.request(),
        end);
  }
}
