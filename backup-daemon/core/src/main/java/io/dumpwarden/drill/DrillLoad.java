package io.dumpwarden.drill;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.dump.EndMarkerStream;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.load.ParallelLoad;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compressors;
import io.dumpwarden.pipeline.RawDigest;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.verify.CopyReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a copy into a throwaway server, and holds what passes against the manifest. */
final class DrillLoad {

  private static final Logger LOG = LoggerFactory.getLogger(DrillLoad.class);
  private static final int BUFFER = 256 * 1024;

  /** As both makes of server say it. */
  private static final Pattern MISSED =
      Pattern.compile("Table '([^']+?)\\.[^']*' doesn't exist|Unknown database '([^']+)'");

  private final CopyReader copies;
  private final RestoreClients clients;
  private final Path temporaryFolder;

  DrillLoad(CopyReader copies, RestoreClients clients, Path temporaryFolder) {
    this.copies = copies;
    this.clients = clients;
    this.temporaryFolder = temporaryFolder;
  }

  /**
   * What was loaded.
   *
   * @param took from the first byte read to the end of the client
   * @param rows that the dump inserts
   * @param problems where what passed is not what the manifest says
   * @param unproven what the load itself leaves open
   */
  record Loaded(
      long rawBytes,
      Duration took,
      DumpedRows rows,
      List<String> problems,
      List<String> unproven) {}

  /**
   * Loads all of it.
   *
   * @throws DumpwardenException {@code RESTORE_FAILED} with the server's words and the line, {@code
   *     BACKUP_CORRUPT}, {@code STORAGE_UNAVAILABLE}, or why the drill was ended
   */
  Loaded load(DrillSubject subject, Copy copy, ThrowawayServer server, RunControl control) {
    Backup backup = subject.backup();
    if (ParallelLoad.fits(subject.manifest().index())) {
      return byFrames(new DrillFrames(subject, server, control), copy);
    }
    try (InputStream stored = copies.open(copy, facts(backup));
        InputStream sql = Compressors.decompress(algorithm(subject), stored);
        RestoreClient client = clients.open(server.login(), temporaryFolder)) {
      Runnable release = control.hold(() -> end(client, stored));
      try {
        return feed(subject, sql, client, server);
      } finally {
        release.run();
      }
    } catch (StorageException e) {
      throw unreadable(ErrorCode.STORAGE_UNAVAILABLE, copy, e);
    } catch (IOException e) {
      throw unreadable(ErrorCode.BACKUP_CORRUPT, copy, e);
    }
  }

  /** Over several connections; each frame is held against its digest. */
  private Loaded byFrames(DrillFrames load, Copy copy) {
    try {
      return load.load(copies.frames(copy, load.subject().manifest()));
    } catch (DumpwardenException e) {
      throw explained(e, load.subject(), load.server(), load.unproven());
    } catch (StorageException e) {
      throw unreadable(ErrorCode.STORAGE_UNAVAILABLE, copy, e);
    } catch (IOException e) {
      throw unreadable(ErrorCode.BACKUP_CORRUPT, copy, e);
    }
  }

  private Loaded feed(
      DrillSubject subject, InputStream sql, RestoreClient client, ThrowawayServer server)
      throws IOException {
    long begin = System.nanoTime();
    RawDigest raw = subject.manifest().digest(new Unclosed(sql));
    EndMarkerStream in = new EndMarkerStream(raw, () -> {});
    DumpedRows rows = new DumpedRows();
    DumpRewrites rewrites = DumpRewrites.into(client.stdin(), subject, server);
    try {
      pump(in, rewrites.stream(), client, rows);
      client.prove();
    } catch (DumpwardenException e) {
      throw explained(e, subject, server, rewrites.unproven());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    return new Loaded(
        raw.bytes(),
        took,
        rows,
        problems(subject.manifest(), raw, in.ended()),
        rewrites.unproven());
  }

  /** A write that fails means that the client gave up: its own words are the reason. */
  private static void pump(InputStream in, OutputStream out, RestoreClient client, DumpedRows rows)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer, 0, BUFFER); n >= 0; n = in.read(buffer, 0, BUFFER)) {
      rows.see(buffer, 0, n);
      try {
        out.write(buffer, 0, n);
      } catch (IOException e) {
        throw gaveUp(client, e);
      }
    }
    try {
      out.close();
    } catch (IOException e) {
      throw gaveUp(client, e);
    }
  }

  private static DumpwardenException gaveUp(RestoreClient client, IOException e) {
    client.prove();
    return new DumpwardenException(
        ErrorCode.RESTORE_FAILED,
        "the load ended before the dump did: %s %s".formatted(e.getMessage(), client.messages()),
        e);
  }

  /** Where the throwaway rather than the dump may be at fault, it is said so. */
  private static DumpwardenException explained(
      DumpwardenException e,
      DrillSubject subject,
      ThrowawayServer server,
      List<String> references) {
    if (e.code() != ErrorCode.RESTORE_FAILED) {
      return e;
    }
    if (subject.flavor() != server.login().flavor()) {
      return new DumpwardenException(
          ErrorCode.DRILL_INCOMPLETE,
          "%s does not take a dump of %s, which may be no fault of the backup: %s"
              .formatted(server.describe(), subject.source(), e.getMessage()),
          e);
    }
    Optional<String> elsewhere = namedElsewhere(e, subject, server);
    if (elsewhere.isPresent()) {
      return new DumpwardenException(
          ErrorCode.DRILL_INCOMPLETE,
          "it refers to database %s, which is not in this backup: %s"
              .formatted(elsewhere.get(), e.getMessage()),
          "drill a backup that holds both in one file, as `backup all` makes them",
          e);
    }
    return references.isEmpty()
        ? e
        : new DumpwardenException(
            ErrorCode.DRILL_INCOMPLETE,
            "on %s databases have other names, and %s, which may be no fault of the backup: %s"
                .formatted(server.describe(), references.get(0), e.getMessage()),
            "drill it without --scratch: an embedded MariaDB keeps the names",
            e);
  }

  /** The database that the server misses, where the backup was never to hold it. */
  private static Optional<String> namedElsewhere(
      DumpwardenException e, DrillSubject subject, ThrowawayServer server) {
    return MISSED
        .matcher("" + e.getMessage())
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .filter(name -> !subject.backup().databases().contains(name))
        .filter(name -> !server.databases().containsValue(name))
        .findFirst();
  }

  private static List<String> problems(Manifest manifest, RawDigest raw, boolean ended) {
    List<String> problems = new ArrayList<>();
    Manifest.Raw expected = manifest.raw();
    if (raw.bytes() != expected.bytes()) {
      problems.add(
          "the dump has %d bytes of SQL, and its manifest says %d"
              .formatted(raw.bytes(), expected.bytes()));
    } else if (expected.digestAlgorithm().equals(raw.algorithm())
        && !raw.hex().equals(expected.digest())) {
      problems.add("the dump's SQL is not the one that its manifest was made of");
    }
    if (!ended) {
      problems.add("the dump does not end with its end marker: it is cut off");
    }
    return problems;
  }

  private static Compression.Algorithm algorithm(DrillSubject subject) {
    return Compression.Algorithm.of(subject.manifest().compression().algorithm());
  }

  private static DumpFacts facts(Backup backup) {
    DumpFacts facts = backup.result();
    if (facts == null) {
      throw new IllegalArgumentException("backup " + backup.id() + " has no result");
    }
    return facts;
  }

  /** A read from a storage that hangs heeds no interrupt. */
  private static void end(RestoreClient client, InputStream stored) {
    client.close();
    try {
      stored.close();
    } catch (IOException | RuntimeException e) {
      LOG.debug("the copy does not close", e);
    }
  }

  private static DumpwardenException unreadable(ErrorCode code, Copy copy, Exception e) {
    return new DumpwardenException(
        code,
        "copy %s on storage %s cannot be read to its end: %s"
            .formatted(copy.key(), copy.storage(), e.getMessage()),
        e);
  }

  /** The copy's own stream is closed by who opened it. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // the load closes it
    }
  }
}
