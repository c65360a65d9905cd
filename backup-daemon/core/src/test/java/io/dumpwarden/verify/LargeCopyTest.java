package io.dumpwarden.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.RawDigest;
import io.dumpwarden.pipeline.StoredDigest;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.memory.MemoryStorage;
import io.dumpwarden.verify.Finding.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy several times as large as the heap. */
@Tag("long")
class LargeCopyTest {

  private static final int BLOCKS = 32 * 1024;
  private static final byte[] ROWS = rows();

  @TempDir Path folder;

  @Test
  void isReadInConstantMemory() throws Exception {
    try (Archive archive = new Archive(folder, "disk")) {
      assertThat(BLOCKS * (long) ROWS.length).isGreaterThan(3 * Runtime.getRuntime().maxMemory());
      Facts facts = facts();
      ObjectKey key = ObjectKey.of("shop", "large.sql");
      Backup backup = backup(archive, key, facts);
      archive.instead.put("disk", generating(archive, key, backup.result().manifest()));

      Finding found = archive.verify(backup, "disk", false).finding();

      assertThat(found.state()).as("%s", found).isEqualTo(State.VERIFIED);
    }
  }

  private record Facts(long bytes, String rawDigest, String sha256) {}

  private static Facts facts() throws IOException {
    RawDigest raw = new RawDigest(dump());
    StoredDigest stored = new StoredDigest(OutputStream.nullOutputStream());
    raw.transferTo(stored);
    return new Facts(raw.bytes(), raw.hex(), stored.hex());
  }

  /** Never all of it at once. */
  private static InputStream dump() {
    InputStream head = text("CREATE DATABASE `shop`;\nUSE `shop`;\nINSERT INTO `t` VALUES ('");
    InputStream rows =
        new SequenceInputStream(
            Collections.enumeration(
                Collections.nCopies(BLOCKS, ROWS).stream()
                    .map(ByteArrayInputStream::new)
                    .toList()));
    return new SequenceInputStream(
        Collections.enumeration(List.of(head, rows, text("');\n-- Dump completed\n"))));
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] rows() {
    byte[] rows = new byte[64 * 1024];
    Arrays.fill(rows, (byte) 'a');
    return rows;
  }

  private static StorageProvider generating(Archive archive, ObjectKey large, String manifest) {
    MemoryStorage rest = new MemoryStorage(archive::now);
    byte[] json = manifest.getBytes(StandardCharsets.UTF_8);
    try (var writer = rest.open(KeyLayout.manifestKey(large), java.util.OptionalLong.empty())) {
      writer.write(json, 0, json.length);
      writer.commit();
    }
    return (StorageProvider)
        Proxy.newProxyInstance(
            LargeCopyTest.class.getClassLoader(),
            new Class<?>[] {StorageProvider.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("read") && arguments[0].equals(large)) {
                return dump();
              }
              try {
                return called.invoke(rest, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Backup backup(Archive archive, ObjectKey key, Facts facts) {
    Backup small =
        archive.backup(
            new Archive.Making(Archive.SQL, Compression.Algorithm.NONE, false, List.of()), "disk");
    Manifest model = archive.manifests.read(small.result().manifest());
    String id = Ids.next();
    Manifest manifest =
        new Manifest(
            1,
            id,
            small.runId(),
            small.schedule(),
            small.type(),
            null,
            model.server(),
            small.scope(),
            small.databases(),
            model.startedAt(),
            model.finishedAt(),
            model.engine(),
            model.kind(),
            model.tool(),
            List.of(new Manifest.StoredFile(key.value(), facts.bytes(), facts.sha256())),
            new Manifest.Raw(facts.bytes(), "xxh3-64", facts.rawDigest()),
            null,
            model.compression(),
            null,
            null,
            null,
            List.of(),
            model.contents(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null);
    DumpFacts record =
        new DumpFacts(
            facts.bytes(),
            facts.rawDigest(),
            facts.bytes(),
            facts.sha256(),
            null,
            archive.manifests.sign(manifest));
    Copy copy =
        new Copy(
            Ids.next(),
            id,
            "disk",
            "id-of-disk",
            null,
            key.value(),
            "",
            CopyStatus.STORED,
            facts.bytes(),
            archive.now(),
            null,
            null,
            null,
            null);
    Backup large =
        new Backup(
            id,
            small.runId(),
            small.schedule(),
            small.server(),
            small.type(),
            small.scope(),
            small.databases(),
            small.engine(),
            BackupStatus.SUCCEEDED,
            archive.now(),
            archive.now(),
            false,
            record,
            null,
            null,
            List.of(copy),
            List.of());
    archive.catalog.finish(large);
    return archive.found(large);
  }
}
