package io.dumpwarden.drill;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.config.DrillAssertion;
import io.dumpwarden.drill.DrillLoad.Loaded;
import io.dumpwarden.drill.DrillResult.AssertionProof;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.error.LogContext;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.verify.CopyReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores backups into throwaway servers to prove that they can be. Safe for use by many threads.
 */
public final class DrillRunner {

  private static final Logger LOG = LoggerFactory.getLogger(DrillRunner.class);

  /** What is drilled, and where that is written down. */
  public record Records(BackupCatalog catalog, ManifestFormat manifests, DrillStore drills) {}

  /**
   * What a backup is loaded with.
   *
   * @param temporaryFolder for credentials
   */
  public record Loading(CopyReader copies, RestoreClients clients, Path temporaryFolder) {}

  private final Records records;
  private final Throwaways throwaways;
  private final CopyReader copies;
  private final DrillLoad load;
  private final InstantSource clock;
  private final Queue<Drill> unrecorded = new ConcurrentLinkedQueue<>();

  /** Without a limit on how long a statement may take: tables are read to their end. */
  private final ServerConnector connector = new ServerConnector(Duration.ZERO);

  public DrillRunner(Records records, Loading loading, Throwaways throwaways, InstantSource clock) {
    this.records = records;
    this.throwaways = throwaways;
    this.copies = loading.copies();
    this.load = new DrillLoad(loading.copies(), loading.clients(), loading.temporaryFolder());
    this.clock = clock;
  }

  /** A drill on record, to be carried out by whoever recorded it. */
  public record Begun(
      Drill drill, DrillRequest request, DrillSubject subject, ThrowawayServers servers) {}

  /**
   * Records a drill as running.
   *
   * @param node who is going to do it
   * @throws DumpwardenException where there is nothing to begin: {@code NOT_FOUND}, {@code
   *     NO_GOOD_COPY} for a backup that never succeeded, {@code METADATA_UNAVAILABLE}
   */
  public Begun begin(DrillRequest request, Node node) {
    DrillSubject subject = subject(request.backupId());
    Throwaways.Choice choice = throwaways.choose(request, subject);
    Drill drill = begun(request, subject.backup(), choice.name(), node);
    records.drills().begin(drill);
    return new Begun(drill, request, subject, choice.servers());
  }

  /**
   * As {@link #begin}, for what nobody waits for: one that cannot begin is put on record as failed,
   * so that it is not due again at once; empty then.
   *
   * @throws DumpwardenException {@code METADATA_UNAVAILABLE}; {@code NOT_FOUND} for a backup that
   *     is not on record
   */
  public Optional<Begun> beginOrFail(DrillRequest request, Node node) {
    try {
      return Optional.of(begin(request, node));
    } catch (DumpwardenException e) {
      if (e.code() == ErrorCode.METADATA_UNAVAILABLE) {
        throw e;
      }
      fail(request, node, e);
    } catch (RuntimeException e) {
      LOG.error("a drill of backup {} met something unexpected", request.backupId(), e);
      fail(request, node, new DumpwardenException(ErrorCode.INTERNAL, "unexpected: " + e, e));
    }
    return Optional.empty();
  }

  private void fail(DrillRequest request, Node node, DumpwardenException why) {
    Backup backup = records.catalog().find(request.backupId()).orElseThrow(() -> why);
    Drill begun = begun(request, backup, throwaways.wanted(request), node);
    records.drills().begin(begun);
    Drill ended = DrillEnd.of(why).on(begun, new DrillFindings(), clock.instant());
    log(ended);
    unrecorded.add(ended);
    recordLate();
  }

  /**
   * Carries a drill out, on the calling thread, and records how it ended. Whatever happens, the
   * throwaway is removed before this returns.
   *
   * @param control ends it from outside; used up afterwards
   * @return the drill as it ended: that a backup does not come back is no exception
   * @throws DumpwardenException {@code METADATA_UNAVAILABLE} where that could not be recorded; it
   *     is kept for {@link #recordLate}
   */
  public Drill run(Begun begun, RunControl control) {
    Drill drill = begun.drill();
    return LogContext.ofDrill(
        drill.id(), drill.server(), drill.schedule(), () -> logged(begun, control));
  }

  private Drill logged(Begun begun, RunControl control) {
    DrillFindings findings = new DrillFindings();
    DrillEnd end;
    try {
      restoreAndProve(begun, findings, control);
      end = DrillEnd.of(findings);
    } catch (DumpwardenException e) {
      end = DrillEnd.of(control.reason().orElse(e));
    } catch (RuntimeException e) {
      LOG.error("drill {} met something unexpected", begun.drill().id(), e);
      end = DrillEnd.of(new DumpwardenException(ErrorCode.INTERNAL, "unexpected: " + e, e));
    } finally {
      control.finish();
    }
    Drill ended = end.on(begun.drill(), findings, clock.instant());
    log(ended);
    unrecorded.add(ended);
    recordLate();
    return ended;
  }

  /** Records what could not be recorded while the store was away. */
  public synchronized void recordLate() {
    for (Drill ended = unrecorded.peek(); ended != null; ended = unrecorded.peek()) {
      records.drills().finish(ended);
      unrecorded.remove();
    }
  }

  /** The whole drill, in order. */
  private void restoreAndProve(Begun begun, DrillFindings findings, RunControl control) {
    DrillSubject subject = begun.subject();
    long begin = System.nanoTime();
    Copy copy = copies.firstGood(subject.backup());
    findings.checked(copy, since(begin));
    control.throwIfEnded();
    ThrowawayServer server = begun.servers().start(begun.drill(), subject);
    try {
      findings.restoresInto(server);
      control.throwIfEnded();
      Loaded loaded = load.load(subject, copy, server, control);
      findings.loaded(loaded);
      control.throwIfEnded();
      prove(begun, new Restored(server, loaded.rows()), findings, control);
      control.throwIfEnded();
    } finally {
      // what ends the drill must not keep it from cleaning up
      control.finish();
      server.close();
    }
  }

  private record Restored(ThrowawayServer server, DumpedRows rows) {}

  private void prove(Begun begun, Restored restored, DrillFindings findings, RunControl control) {
    ThrowawayServer server = restored.server();
    long begin = System.nanoTime();
    try (Connection connection = connector.connect(server.login())) {
      Runnable release = control.hold(() -> abort(connection));
      try {
        new DrillProof(connection, begun.subject(), server, restored.rows(), findings).prove();
        AssertionChecks asked = new AssertionChecks(connection, server.databases());
        asked.begin(server.login().flavor());
        for (DrillAssertion assertion : begun.request().assertions()) {
          ask(asked, assertion, findings);
        }
      } finally {
        release.run();
      }
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "%s went away while it was looked at: %s".formatted(server.describe(), e.getMessage()),
          "look at what ended it, and drill again",
          e);
    }
    findings.proven(since(begin));
  }

  private static void ask(AssertionChecks asked, DrillAssertion assertion, DrillFindings findings) {
    if (!asked.concerns(assertion)) {
      findings.notes.add("not about this backup, and not asked: " + assertion);
      return;
    }
    AssertionProof proof = asked.ask(assertion);
    findings.assertions.add(proof);
    if (proof.problem() != null) {
      findings.problem("%s cannot be asked: %s", proof.assertion(), proof.problem());
    } else if (!proof.holds()) {
      findings.problem("%s does not hold: it is %s", proof.assertion(), proof.value());
    }
  }

  private DrillSubject subject(String backupId) {
    Backup backup =
        records
            .catalog()
            .find(backupId)
            .orElseThrow(
                () ->
                    new DumpwardenException(ErrorCode.NOT_FOUND, "there is no backup " + backupId));
    DumpFacts facts = backup.result();
    if (facts == null) {
      throw new DumpwardenException(
          ErrorCode.NO_GOOD_COPY,
          "backup %s is %s: there is nothing to restore".formatted(backupId, backup.status().id()));
    }
    return new DrillSubject(backup, records.manifests().read(facts.manifest()));
  }

  private Drill begun(DrillRequest request, Backup backup, String scratch, Node node) {
    return new Drill(
        Ids.next(),
        backup.id(),
        backup.schedule(),
        backup.server(),
        backup.scope(),
        null,
        scratch,
        request.requestedBy(),
        DrillStatus.RUNNING,
        node.id(),
        node.name(),
        clock.instant(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static void log(Drill ended) {
    String what =
        "drill %s of backup %s (%s of %s)"
            .formatted(ended.id(), ended.backupId(), ended.scope(), ended.server());
    switch (ended.status()) {
      case FAILED -> LOG.error("{} failed: {}", what, ended.message());
      case PARTIAL -> LOG.warn("{} is good as far as could be seen: {}", what, ended.message());
      case SUCCEEDED -> LOG.info("{} succeeded, recovery took {}", what, ended.recovery());
      case CANCELLED, INTERRUPTED, RUNNING ->
          LOG.warn("{} is {}: {}", what, ended.status().id(), ended.message());
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("the connection was gone already", e);
    }
  }
}
