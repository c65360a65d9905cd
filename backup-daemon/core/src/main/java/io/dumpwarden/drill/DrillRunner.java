package io.dumpwarden.drill;

import io.dumpwarden.backup.RunControl;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.DrillAssertion;
import io.dumpwarden.drill.DrillLoad.Loaded;
import io.dumpwarden.drill.DrillResult.AssertionProof;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.verify.CopyReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restores backups into throwaway servers to prove that they can be. Safe for many threads. */
public final class DrillRunner {

  private static final Logger LOG = LoggerFactory.getLogger(DrillRunner.class);

  /** What is drilled, and where that is written down. */
  public record Records(BackupCatalog catalog, ManifestFormat manifests, DrillStore drills) {}

  private final Records records;
  private final CopyReader copies;
  private final Throwaways throwaways;
  private final DrillLoad load;
  private final InstantSource clock;

  /** Without a limit on how long a statement may take: tables are read to their end. */
  private final ServerConnector connector = new ServerConnector(Duration.ZERO);

  public DrillRunner(
      Records records, CopyReader copies, Throwaways throwaways, Loading loading, InstantSource clock) {
    this.records = records;
    this.copies = copies;
    this.throwaways = throwaways;
    this.load = new DrillLoad(copies, loading.clients(), loading.temporaryFolder());
    this.clock = clock;
  }

  /** What loads dumps. */
  public record Loading(
      io.dumpwarden.restore.RestoreClients clients, java.nio.file.Path temporaryFolder) {}

  /**
   * Drills one backup, on the calling thread, and records how that ended. Whatever happens, the
   * throwaway is removed before this returns.
   *
   * @param control ends it from outside
   * @return the drill as it ended: a backup that does not come back is no exception
   * @throws DumpwardenException where nothing was begun: {@code NOT_FOUND}, {@code NO_GOOD_COPY}
   *     for a backup that never succeeded, {@code METADATA_UNAVAILABLE}
   */
  public Drill run(DrillRequest request, Node node, RunControl control) {
    DrillSubject subject = subject(request.backupId());
    ThrowawayServers servers = throwaways.serversFor(request, subject);
    Drill drill = begun(request, subject, node);
    records.drills().begin(drill);
    Progress progress = new Progress();
    Drill ended;
    try {
      prove(request, subject, servers, drill, progress, control);
      ended = ended(drill, progress, Optional.empty());
    } catch (DumpwardenException e) {
      ended = ended(drill, progress, Optional.of(control.reason().orElse(e)));
    } catch (RuntimeException e) {
      LOG.error("drill {} met something unexpected", drill.id(), e);
      ended =
          ended(
              drill,
              progress,
              Optional.of(new DumpwardenException(ErrorCode.INTERNAL, "unexpected: " + e, e)));
    }
    control.finish();
    log(ended);
    records.drills().finish(ended);
    return ended;
  }
}
