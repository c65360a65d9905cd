package io.dumpwarden.app;

import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillSubject;
import io.dumpwarden.drill.ThrowawayServer;
import io.dumpwarden.drill.ThrowawayServers;
import io.dumpwarden.embedded.EmbeddedMariaDb;
import io.dumpwarden.embedded.Lease;
import io.dumpwarden.embedded.MariaDbBinaries;
import io.dumpwarden.embedded.ServerOptions;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A MariaDB of our own for each drill, in the temporary folder of this process. */
final class EmbeddedThrowaways implements ThrowawayServers {

  private static final int CACHE_MEGABYTES = 128;

  /** A server of its own, with nothing in it. */
  private static final long EMPTY_BYTES = 400L << 20;

  private static final ServerOptions OPTIONS =
      new ServerOptions(CACHE_MEGABYTES, Duration.ofMinutes(2), Duration.ofSeconds(5), List.of())
          .withExtra(
              "--max-allowed-packet=1G",
              "--log-bin-trust-function-creators=1",
              "--event-scheduler=OFF",
              // nothing of it has to survive anything
              "--innodb-flush-log-at-trx-commit=0",
              "--innodb-doublewrite=OFF",
              "--innodb-log-file-size=128M");

  private final DataDirectory data;

  EmbeddedThrowaways(DataDirectory data) {
    this.data = data;
  }

  @Override
  public ThrowawayServer start(Drill drill, DrillSubject subject) {
    Path folder = data.temporary().resolve("drill-" + drill.tag());
    requireRoom(subject);
    try {
      MariaDbBinaries binaries = MariaDbBinaries.unpackInto(data.programs());
      Lease lease = new EmbeddedMariaDb(binaries).startThrowaway(folder, OPTIONS);
      return named(new EmbeddedThrowaway(folder, lease), subject);
    } catch (IOException e) {
      EmbeddedThrowaway.remove(folder);
      throw new DumpwardenException(
          ErrorCode.THROWAWAY_FAILED,
          "the embedded MariaDB for the drill cannot be started: " + e.getMessage(),
          e);
    }
  }

  private static ThrowawayServer named(EmbeddedThrowaway server, DrillSubject subject) {
    try (Connection connection = server.connect()) {
      String version = connection.getMetaData().getDatabaseProductVersion();
      server.isFor(subject, "MariaDB " + version.replace("-MariaDB", ""));
      return server;
    } catch (SQLException e) {
      server.close();
      throw new DumpwardenException(
          ErrorCode.THROWAWAY_FAILED,
          "the embedded MariaDB for the drill does not answer: " + e.getMessage(),
          e);
    }
  }

  /** A load that fills the disk would take the metadata store with it. */
  private void requireRoom(DrillSubject subject) {
    long raw = subject.manifest().raw().bytes();
    long needed = EMPTY_BYTES + Math.max(raw + raw / 2, subject.dataBytes() / 4 * 5);
    try {
      Path folder = data.temporary();
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < needed) {
        throw new DumpwardenException(
            ErrorCode.STORAGE_FULL,
            "no room to restore backup %s below %s: about %d MiB are needed, %d MiB are free"
                .formatted(subject.backup().id(), folder, needed >> 20, free >> 20),
            "free some, set DUMPWARDEN_DATA_DIR to a larger disk, or restore into a server by --scratch",
            null);
      }
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.THROWAWAY_FAILED, "cannot tell how much room there is: " + e.getMessage(), e);
    }
  }
}
