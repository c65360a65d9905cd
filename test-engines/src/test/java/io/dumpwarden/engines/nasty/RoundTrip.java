package io.dumpwarden.engines.nasty;

import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.StockTools;
import io.dumpwarden.engines.TestEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** Two servers of a kind, and the stock tools between them. */
record RoundTrip(SourceEngine source, SourceEngine target, Path folder) implements AutoCloseable {

  /** What became of databases on the way. */
  enum Outcome {
    PASSES,
    DUMP_HANGS,
    DUMP_FAILS,
    RESTORE_FAILS,
    DIFFERS,
    UNKNOWN_TO_THE_SERVER
  }

  static RoundTrip between(TestEngine kind, Path folder) throws IOException {
    return new RoundTrip(Engines.throwaway(kind), Engines.throwaway(kind), folder);
  }

  Outcome outcome(List<String> databases, String... options) throws Exception {
    if (databases.isEmpty()) {
      return Outcome.UNKNOWN_TO_THE_SERVER;
    }
    StockTools.End dump =
        new StockTools(source, folder).dump(databases, dump(), Duration.ofSeconds(8), options);
    if (dump.hung()) {
      return Outcome.DUMP_HANGS;
    } else if (dump.exit() != 0) {
      return Outcome.DUMP_FAILS;
    } else if (restore().exit() != 0) {
      return Outcome.RESTORE_FAILS;
    }
    return differences(databases).isEmpty() ? Outcome.PASSES : Outcome.DIFFERS;
  }

  StockTools.End dump(List<String> databases, String... options) throws Exception {
    return new StockTools(source, folder).dump(databases, dump(), options);
  }

  StockTools.End restore() throws Exception {
    return new StockTools(target, folder).restore(dump());
  }

  List<String> differences(List<String> databases) throws Exception {
    try (Connection a = source.connect();
        Connection b = target.connect()) {
      return DatabaseCompare.differences(a, b, databases);
    }
  }

  private Path dump() {
    return folder.resolve("dump.sql");
  }

  @Override
  public void close() throws IOException {
    try (source;
        target) {
      // Both end, whichever fails.
    }
  }
}
