package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.TableGlob;
import io.dumpwarden.dump.Source;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.pipeline.StreamEncryption;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table out of a combined backup several times as large as the heap. */
@Tag("long")
class LargeRestoreTest {

  private static final int INSERTS = 2 * 1024;
  private static final int ROWS = 1_000;

  @TempDir Path folder;

  @Test
  void oneTableComesAloneInConstantMemory() throws Exception {
    String insert = insert("filler", 1024);
    assertThat(INSERTS * (long) insert.length())
        .isGreaterThan(2L << 30)
        .isGreaterThan(3 * Runtime.getRuntime().maxMemory());
    RestoreBench bench =
        new RestoreBench(Source.of(Engines.shared(TestEngine.MARIADB_11_4)), folder);
    bench.drop("large_a", "large_b");
    RestoreRequest.Choice choice =
        new RestoreRequest.Choice(
            List.of(), null, Map.of(), List.of(TableGlob.parse("large_b.wanted")));

    RestoreOutcome outcome =
        bench.restore(
            FileSource.of(combined(insert), Keyring.empty(), null),
            bench.request(Existing.REFUSE, choice, RestoreRequest.Load.STRICT));

    assertThat(outcome.failure()).isNull();
    assertThat(bench.databases()).contains("large_b").doesNotContain("large_a");
    assertThat(bench.server.inventory("large_b").tables())
        .singleElement()
        .satisfies(table -> assertThat(table.name()).isEqualTo("wanted"));
    bench.drop("large_b");
  }

  private Path combined(String filler) throws IOException {
    Path file = folder.resolve("combined.sql.zst");
    Compression how = new Compression(Algorithm.ZSTD, 1);
    try (OutputStream stored = Files.newOutputStream(file);
        OutputStream out = new DumpPipeline.Stages(how, 1, StreamEncryption.NONE).over(stored)) {
      write(out, database("large_a") + table("filler"));
      for (int i = 0; i < INSERTS; i++) {
        write(out, filler);
      }
      write(out, database("large_b") + table("other") + insert("other", ROWS));
      write(out, table("wanted") + insert("wanted", ROWS));
      write(out, "-- Dump completed on 2026-11-21 12:00:00\n");
    }
    return file;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String database(String name) {
    return "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `%s`;%n%nUSE `%s`;%n".formatted(name, name);
  }

  private static String table(String name) {
    return "CREATE TABLE `%s` (`id` int NOT NULL, `body` text) ENGINE=InnoDB;%n".formatted(name);
  }

  /** A kilobyte for each row. */
  private static String insert(String table, int rows) {
    String body = "USE `large_b`; all is \\'quoted\\' here. ".repeat(32);
    return IntStream.range(0, rows)
        .mapToObj(id -> "(%d,'%s')".formatted(id, body))
        .collect(Collectors.joining(",", "INSERT INTO `" + table + "` VALUES ", ";\n"));
  }
}
