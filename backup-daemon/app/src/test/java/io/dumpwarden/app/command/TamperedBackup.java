package io.dumpwarden.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.Storage;
import io.dumpwarden.pipeline.RawDigest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Edits an uncompressed dump and makes everything that is known of it fit, so that only its SQL is
 * wrong.
 */
final class TamperedBackup {

  private TamperedBackup() {}

  static String of(Cli cli, String id, UnaryOperator<String> edit) throws Exception {
    return tamper(cli, id, edit, true);
  }

  /** The manifest goes on telling of the SQL that was dumped. */
  static String ofBytesAlone(Cli cli, String id, UnaryOperator<String> edit) throws Exception {
    return tamper(cli, id, edit, false);
  }

  private static String tamper(Cli cli, String id, UnaryOperator<String> edit, boolean manifestToo)
      throws Exception {
    Backup backup = cli.platform().catalog().find(id).orElseThrow();
    Copy copy = backup.copies().get(0);
    Storage storage = cli.platform().snapshots().get().storage(copy.storage()).orElseThrow();
    Path file = Path.of(storage.setting("path").orElseThrow()).resolve(copy.key());
    byte[] sql = edit.apply(Files.readString(file)).getBytes(StandardCharsets.UTF_8);
    Files.write(file, sql);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sql));
    ManifestFormat manifests = cli.platform().manifests();
    ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(backup.result().manifest());
    ObjectNode object = (ObjectNode) tree.get("objects").get(0);
    object.put("bytes", sql.length);
    object.put("sha256", sha256);
    // the index of what it was
    tree.putNull("frames");
    if (manifestToo) {
      ((ObjectNode) tree.get("raw")).put("bytes", sql.length).put("digest", digest(sql));
    }
    String manifest = manifests.sign(manifests.read(tree.toString()));
    Files.writeString(Path.of(file + ".meta.json"), manifest);
    DumpFacts facts =
        new DumpFacts(
            sql.length, digest(sql), sql.length, sha256, backup.result().position(), manifest);
    Backup changed = changed(backup, facts);
    cli.platform().catalog().finish(changed);
    return changed.id();
  }

  private static String digest(byte[] sql) throws IOException {
    try (RawDigest raw = new RawDigest(new ByteArrayInputStream(sql))) {
      raw.readAllBytes();
      return raw.hex();
    }
  }

  /** A backup of its own, since what was proven once is not recorded anew. */
  private static Backup changed(Backup backup, DumpFacts facts) {
    String id = Ids.next();
    Copy copy = backup.copies().get(0);
    Copy again =
        new Copy(
            Ids.next(),
            id,
            copy.storage(),
            copy.storageId(),
            copy.host(),
            copy.key(),
            "",
            CopyStatus.STORED,
            facts.storedBytes(),
            copy.storedAt(),
            null,
            null,
            null,
            null);
    return new Backup(
        id,
        backup.runId(),
        backup.schedule(),
        backup.server(),
        backup.type(),
        backup.scope(),
        backup.databases(),
        backup.engine(),
        backup.status(),
        backup.startedAt(),
        backup.finishedAt(),
        false,
        facts,
        null,
        null,
        List.of(again),
        List.of());
  }
}
