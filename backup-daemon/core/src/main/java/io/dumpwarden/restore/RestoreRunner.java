package io.dumpwarden.restore;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compressors;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptFilter;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.verify.CopyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;

/** Loads a backup into a server, streamed from its best copy. Safe for use by many threads. */
public final class RestoreRunner {

  private static final int BUFFER = 256 * 1024;

  /** What the target is looked at with, and loaded by. */
  public record Tools(
      ServerConnector connector,
      ServerInspector inspector,
      RestoreClients clients,
      Path temporaryFolder) {}

  private final CopyReader copies;
  private final ManifestFormat manifests;
  private final Tools tools;

  public RestoreRunner(CopyReader copies, ManifestFormat manifests, Tools tools) {
    this.copies = copies;
    this.manifests = manifests;
    this.tools = tools;
  }

  /**
   * Proves a copy first, then the target's emptiness, and only then loads.
   *
   * @param progress told of the raw bytes loaded so far
   * @return the copy that was restored
   * @throws DumpwardenException {@code NO_GOOD_COPY}, {@code TARGET_NOT_EMPTY}, {@code
   *     RESTORE_FAILED}, …
   */
  public Copy restore(Backup backup, RestoreTarget target, LongConsumer progress) {
    List<String> databases = target.databases(backup);
    Copy copy = copies.firstGood(backup);
    requireRoomFor(databases, target);
    load(backup, copy, target, progress);
    return copy;
  }

  private void requireRoomFor(List<String> databases, RestoreTarget target) {
    try (Connection connection = tools.connector().connect(target.login())) {
      tools.inspector().facts(connection, target.login());
      List<String> present = tools.inspector().databases(connection);
      if (!target.overwrite()) {
        databases.stream()
            .filter(present::contains)
            .map(name -> tools.inspector().inventory(connection, name))
            .forEach(there -> requireEmpty(there, target, databases.size() > 1));
      }
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "server %s went away: %s".formatted(target.server(), e.getMessage()),
          e);
    }
  }

  private static void requireEmpty(Inventory there, RestoreTarget target, boolean combined) {
    int objects =
        there.tables().size()
            + there.views().size()
            + there.routines().size()
            + there.events().size();
    if (objects > 0) {
      throw new DumpwardenException(
          ErrorCode.TARGET_NOT_EMPTY,
          "database %s on server %s is not empty: it has %d tables, %d views, %d routines, %d events"
              .formatted(
                  there.database(),
                  target.server(),
                  there.tables().size(),
                  there.views().size(),
                  there.routines().size(),
                  there.events().size()),
          combined
              // several databases cannot all get one new name
              ? "restore it to a server that has none of its databases, or add --overwrite"
              : ErrorCode.TARGET_NOT_EMPTY.hint(),
          null);
    }
  }

  private void load(Backup backup, Copy copy, RestoreTarget target, LongConsumer progress) {
    DumpFacts facts = backup.result();
    if (facts == null) {
      throw new IllegalArgumentException("backup " + backup.id() + " has no result");
    }
    try (InputStream stored = copies.open(copy, facts);
        InputStream sql = Compressors.decompress(algorithm(facts), stored);
        RestoreClient client = tools.clients().open(target.login(), tools.temporaryFolder())) {
      feed(sql, client, renamed(backup, target, client.stdin()), progress);
    } catch (StorageException e) {
      throw new DumpwardenException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "copy %s on storage %s cannot be read: %s"
              .formatted(copy.key(), copy.storage(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "copy %s on storage %s cannot be read to its end: %s"
              .formatted(copy.key(), copy.storage(), e.getMessage()),
          e);
    }
  }

  /** A broken pipe means that the client gave up: its own words are the reason. */
  private static void feed(
      InputStream sql, RestoreClient client, OutputStream stdin, LongConsumer progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long loaded = 0;
    for (int n = sql.read(buffer, 0, BUFFER); n >= 0; n = sql.read(buffer, 0, BUFFER)) {
      if (!write(stdin, buffer, n)) {
        throw gaveUp(client);
      }
      loaded += n;
      progress.accept(loaded);
    }
    if (!close(stdin)) {
      throw gaveUp(client);
    }
    client.prove();
  }

  private static DumpwardenException gaveUp(RestoreClient client) {
    client.prove();
    return new DumpwardenException(
        ErrorCode.RESTORE_FAILED, "the client ended before the dump did: " + client.messages());
  }

  private static boolean write(OutputStream stdin, byte[] buffer, int length) {
    try {
      stdin.write(buffer, 0, length);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean close(OutputStream stdin) {
    try {
      stdin.close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static OutputStream renamed(Backup backup, RestoreTarget target, OutputStream stdin) {
    String name = target.database();
    return name == null || backup.databases().equals(List.of(name))
        ? stdin
        : new ScriptFilter(stdin, ScriptChoice.EVERYTHING.into(name));
  }

  private Compression.Algorithm algorithm(DumpFacts facts) {
    Manifest manifest = manifests.read(facts.manifest());
    return Compression.Algorithm.of(manifest.compression().algorithm());
  }
}
