package io.dumpwarden.admin.page;

import io.dumpwarden.catalog.Ids;
import io.dumpwarden.client.SqlError;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillResult;
import io.dumpwarden.drill.DrillResult.AssertionProof;
import io.dumpwarden.drill.DrillResult.TableProof;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.dump.TableProgress;
import io.dumpwarden.metadata.JdbiDrillStore;
import io.dumpwarden.metadata.JdbiRestoreStore;
import io.dumpwarden.metadata.JdbiRunQueue;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.node.Node;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreEnd;
import io.dumpwarden.restore.RestorePhase;
import io.dumpwarden.restore.RestoreProgress;
import io.dumpwarden.restore.RestoreStatus;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs, restores and drills in every state. */
final class SampleWork {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Node NODE =
      new Node(Ids.next(), "node-a", "host-a", Node.Kind.DAEMON, 42, NOW, NOW);

  private final JdbiRunQueue runs;
  private final JdbiRestoreStore restores;
  private final JdbiDrillStore drills;
  private String into = "shop2";
  private int minutes = 300;
  private RowsProgress rows = RowsProgress.NONE;

  SampleWork(MetadataStore store) {
    this.runs = new JdbiRunQueue(store);
    this.restores = new JdbiRestoreStore(store);
    this.drills = new JdbiDrillStore(store);
  }

  /** What follows knows how far its tables are. */
  SampleWork withTables() {
    rows =
        new RowsProgress(
            30_000_000,
            90_000_000,
            7,
            12,
            120L,
            List.of(
                new TableProgress(
                    "shop", "<b>orders", 12_345, 50_000, 4_000_000, 16_000_000, true, false)));
    return this;
  }

  /** A run of the status; ended ones with a message where they did not go well. */
  Run run(String schedule, String server, RunStatus status, @Nullable String message) {
    Instant due = NOW.minus(minutes--, ChronoUnit.MINUTES);
    RunEnd end = end(status, due.plusSeconds(75), message);
    boolean skipped = status == RunStatus.SKIPPED;
    Run queued = run(schedule, server, due, skipped ? end : null);
    String id = queued.id();
    runs.offer(queued);
    if (status != RunStatus.QUEUED && !skipped) {
      runs.claim(NODE, id);
      runs.log(id, List.of("02:00:00Z dumping shop", "02:00:01Z <i>tool</i> says hello"));
      runs.progress(
          id,
          new RunProgress(
              "shop",
              2,
              5,
              end == null ? 40_000_000 : 100_000_000,
              5_000_000,
              9_000_000,
              end == null ? rows : RowsProgress.NONE));
    }
    if (end != null && !skipped) {
      runs.finish(id, end);
    }
    return runs.find(id).orElseThrow();
  }

  private static @Nullable RunEnd end(RunStatus status, Instant at, @Nullable String message) {
    return switch (status) {
      case QUEUED, RUNNING -> null;
      case SUCCEEDED -> RunEnd.succeeded(at);
      case PARTIAL, FAILED, CANCELLED, INTERRUPTED, SKIPPED ->
          new RunEnd(
              status,
              at,
              "dump-failed",
              message,
              "read the run's log for the tool's own words",
              true);
    };
  }

  private static Run run(String schedule, String server, Instant due, @Nullable RunEnd end) {
    return new Run(
        Ids.next(),
        schedule,
        server,
        "daily",
        RunTrigger.SCHEDULE,
        due,
        1,
        end == null ? RunStatus.QUEUED : end.status(),
        due,
        due,
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        RunRequest.by("schedule"),
        end);
  }

  /** A restore of the status, in the phase that it reached. */
  Restore restore(
      @Nullable String backup, Existing existing, RestoreStatus status, RestorePhase phase) {
    return restore(backup, existing, new State(status, phase, null, null));
  }

  Restore restoreInto(String server, RestoreStatus status, RestorePhase phase) {
    into = server;
    try {
      return restore(Ids.next(), Existing.REPLACE, status, phase);
    } finally {
      into = "shop2";
    }
  }

  /**
   * How a restore stands.
   *
   * @param safety what holds the data that was replaced; null for nothing
   */
  record State(
      RestoreStatus status,
      RestorePhase phase,
      @Nullable String message,
      @Nullable String safety) {}

  Restore restore(@Nullable String backup, Existing existing, State state) {
    Instant at = NOW.minus(minutes--, ChronoUnit.MINUTES);
    Restore begun =
        new Restore(
            Ids.next(),
            new Restore.From("backup " + backup, backup, "shop1"),
            new Restore.Into(
                into, Map.of("shop", "shop_new"), List.of(), existing, "ann (ui)", "OPS-7"),
            RestoreStatus.RUNNING,
            RestoreProgress.NONE,
            new Restore.AtWork(NODE.id(), NODE.name()),
            at,
            false,
            null);
    restores.begin(begun);
    restores.log(begun.id(), List.of("reading <b>copy</b>", "checked"));
    restores.progress(
        begun.id(),
        new RestoreProgress(
            state.phase(),
            50_000_000,
            600_000_000,
            1_234_567_890,
            state.phase() == RestorePhase.LOADING ? rows : RowsProgress.NONE));
    if (state.status() != RestoreStatus.RUNNING) {
      restores.finish(begun.id(), end(state, at.plusSeconds(95)));
    }
    return restores.find(begun.id()).orElseThrow();
  }

  private static RestoreEnd end(State state, Instant at) {
    boolean good = state.status() == RestoreStatus.SUCCEEDED;
    return new RestoreEnd(
        state.status(),
        at,
        "disk",
        Duration.ofSeconds(12),
        Duration.ofSeconds(70),
        state.safety(),
        state.status() == RestoreStatus.PARTIAL
            ? List.of(new SqlError(42, "ERROR 1064 near <script>", "table orders"))
            : List.of(),
        state.status() == RestoreStatus.PARTIAL ? 1 : 0,
        good ? null : "restore-failed",
        state.message(),
        good ? null : "read the server's message: it names the line of the dump");
  }

  /** A drill of the status. */
  Drill drill(String backup, String server, String scope, DrillStatus status) {
    Instant at = NOW.minus(minutes--, ChronoUnit.MINUTES);
    Drill begun =
        drill(
            new Drill(
                Ids.next(),
                backup,
                "nightly",
                server,
                scope,
                null,
                Drill.EMBEDDED,
                "ann (ui)",
                DrillStatus.RUNNING,
                NODE.id(),
                NODE.name(),
                at,
                null,
                null,
                null,
                null,
                null,
                null),
            status);
    return drills.find(begun.id()).orElseThrow();
  }

  private Drill drill(Drill begun, DrillStatus status) {
    drills.begin(begun);
    if (status == DrillStatus.RUNNING) {
      return begun;
    }
    boolean good = status == DrillStatus.SUCCEEDED;
    drills.finish(
        new Drill(
            begun.id(),
            begun.backupId(),
            begun.schedule(),
            begun.server(),
            begun.scope(),
            "disk",
            begun.scratch(),
            begun.requestedBy(),
            status,
            begun.nodeId(),
            begun.nodeName(),
            begun.startedAt(),
            begun.startedAt().plusSeconds(61),
            Duration.ofMillis(42_500),
            result(good),
            good ? null : "drill-failed",
            good ? null : "table orders lacks rows",
            good ? null : "drill another backup, and verify this one"));
    return begun;
  }

  private static DrillResult result(boolean good) {
    return new DrillResult(
        "MariaDB 11.4.5",
        3_000,
        42_500,
        9_000,
        1_234_567_890,
        List.of(
            new TableProof("shop", "orders", 100L, good ? 100L : 97L, "OK"),
            new TableProof("shop", "<i>log</i>", null, 12L, good ? "OK" : "Corrupt & broken")),
        List.of(new AssertionProof("SELECT COUNT(*) > 0 FROM shop.orders", "1", true, null)),
        good ? List.of() : List.of("table orders of shop: 97 rows there, 100 dumped"),
        List.of("events were not run"),
        List.of());
  }
}
