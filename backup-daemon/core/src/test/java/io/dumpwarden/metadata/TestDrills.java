package io.dumpwarden.metadata;

import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillResult;
import io.dumpwarden.drill.DrillStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Drills to fill the table with. */
final class TestDrills {

  private TestDrills() {}

  /** Of schedule {@code nightly} and server {@code s1}. */
  static Drill begun(String scope, String node, Instant at) {
    return new Drill(
        TestRuns.id(),
        "backup-of-" + scope,
        "nightly",
        "s1",
        scope,
        null,
        Drill.EMBEDDED,
        "test (cli)",
        DrillStatus.RUNNING,
        node,
        "name of " + node.length(),
        at,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static Drill ended(Drill begun, DrillStatus status, @Nullable DrillResult result) {
    return ended(begun, status, result, Duration.ofMillis(1234));
  }

  static Drill ended(
      Drill begun, DrillStatus status, @Nullable DrillResult result, Duration recovery) {
    return new Drill(
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
        begun.startedAt().plusSeconds(30),
        status.isGood() || status == DrillStatus.FAILED ? recovery : null,
        result,
        status.isGood() ? null : "drill-failed",
        status.isGood() ? null : "it <b>did not</b> come back",
        status.isGood() ? null : "a hint");
  }
}
