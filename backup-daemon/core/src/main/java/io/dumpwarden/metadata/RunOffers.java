package io.dumpwarden.metadata;

import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Adds runs to the queue, each only once. */
final class RunOffers {

  private final Database database;

  RunOffers(Database database) {
    this.database = database;
  }

  Optional<Run> offer(Run run) {
    return database.write(h -> offer(h, run));
  }

  List<Run> offerAll(List<Run> runs) {
    return database.write(h -> runs.stream().flatMap(run -> offer(h, run).stream()).toList());
  }

  private static Optional<Run> offer(Handle h, Run run) {
    ServerLock.await(h, run.server());
    // two people may well ask for different backups of one server
    Run added = run.status() == RunStatus.QUEUED && !run.isAsked() ? unlessActive(h, run) : run;
    if (!inserted(h, added)) {
      return Optional.empty();
    }
    if (added.status().isFinal()) {
      RunTotals.count(h, added.id());
    }
    return RunRow.find(h, added.id());
  }

  private static boolean inserted(Handle h, Run run) {
    try {
      RunRow.insert(h, run);
      return true;
    } catch (JdbiException e) {
      if (SqlErrors.isDuplicate(e)) {
        return false;
      }
      throw e;
    }
  }

  private static Run unlessActive(Handle h, Run run) {
    String sql =
        """
        SELECT * FROM run
        WHERE status IN ('queued', 'running') AND schedule = :schedule AND server = :server
        ORDER BY id LIMIT 1
        """;
    return h.createQuery(sql)
        .bind("schedule", run.schedule())
        .bind("server", run.server())
        .map(RunRow::read)
        .findOne()
        .map(active -> skipped(run, active, now(h)))
        .orElse(run);
  }

  private static Run skipped(Run run, Run active, Instant at) {
    String message =
        "the run of %s that was due at %s is still %s"
            .formatted(run.server(), active.fireTime(), active.status().id());
    String hint =
        "give the schedule more time between its fires, or find out what holds the run up";
    return new Run(
        run.id(),
        run.schedule(),
        run.server(),
        run.type(),
        run.trigger(),
        run.fireTime(),
        run.attempt(),
        RunStatus.SKIPPED,
        run.queuedAt(),
        run.notBefore(),
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        run.request(),
        new RunEnd(RunStatus.SKIPPED, at, null, message, hint, false));
  }

  private static Instant now(Handle h) {
    return h.select("SELECT UTC_TIMESTAMP(6) AS now").map((r, c) -> Utc.get(r, "now")).one();
  }
}
