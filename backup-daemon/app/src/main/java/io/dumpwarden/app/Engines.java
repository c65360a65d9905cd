package io.dumpwarden.app;

import io.dumpwarden.dump.DumpEngines;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.dump.MysqldumpEngine;
import io.dumpwarden.engine.NativeEngine;
import io.dumpwarden.source.ServerConnector;
import java.time.Duration;
import java.time.InstantSource;

/** What this process makes dumps with. */
final class Engines {

  /** How long a server may sort before it gives a table's first row. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofHours(1);

  private Engines() {}

  static DumpEngines with(DumpTools tools, InstantSource clock) {
    return new DumpEngines(
        new NativeEngine(new ServerConnector(SOCKET_TIMEOUT), BuildInfo.version(), clock),
        new MysqldumpEngine(tools));
  }
}
