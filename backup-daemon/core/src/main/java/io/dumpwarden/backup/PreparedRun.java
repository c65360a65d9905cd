package io.dumpwarden.backup;

import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.source.ServerFacts;
import java.util.List;

/** Everything that a run needs to know before its first dump. */
record PreparedRun(
    ActiveRun active,
    Schedule schedule,
    Server server,
    ServerFacts facts,
    List<String> databases,
    Inventories inventories,
    List<TargetStorage> targets) {

  Run run() {
    return active.run();
  }
}
