package io.dumpwarden.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.backup.Bench;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.verify.CopyReader;
import io.dumpwarden.verify.FrameReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump program's file, which is cut into frames on its way. */
class FramedBackupTest {

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void fill() throws Exception {
    bench = new Bench(folder, "disk");
    bench.source.fresh("framed");
    bench.source.execute(
        "USE framed",
        "CREATE TABLE framed.a (id int PRIMARY KEY, text varchar(1100))",
        "INSERT INTO framed.a SELECT seq, REPEAT(MD5(seq), 30) FROM seq_1_to_1500",
        "CREATE TABLE framed.b AS SELECT 1 AS x",
        "CREATE TABLE framed.c AS SELECT 2 AS y",
        "CREATE VIEW framed.v AS SELECT x FROM framed.b");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void itsManifestIndexesItAndFramesAreReadAlone() throws Exception {
    var run = bench.scheduled("include_databases", "framed");
    bench.run(run);
    Backup backup = bench.catalog.find(bench.onlyBackup(run).id()).orElseThrow();
    Manifest manifest = bench.manifests.read(backup.result().manifest());
    Copy copy = backup.copies().get(0);
    CopyReader copies = new CopyReader(bench::config, bench::open, bench.manifests, bench.keys);

    List<Frame> frames = manifest.frames();
    assertThat(manifest.raw().digestAlgorithm()).isEqualTo("xxh3-64");
    assertThat(frames).extracting(Frame::kind).containsOnly(FrameKind.SCRIPT);
    assertThat(frames)
        .extracting(Frame::tables)
        .containsExactly(
            List.of(new FrameTable("framed", "a")),
            List.of(new FrameTable("framed", "b"), new FrameTable("framed", "c")));
    assertThat(frames.stream().mapToLong(Frame::rawBytes).sum()).isEqualTo(manifest.raw().bytes());
    StringBuilder alone = new StringBuilder();
    FrameReader reader = copies.frames(copy, manifest);
    for (Frame frame : frames) {
      try (InputStream sql = reader.open(frame)) {
        alone.append(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    BackupSource source = new BackupSource(copies, bench.manifests, backup);
    source.check(bytes -> {});
    try (InputStream whole = source.open()) {
      assertThat(new String(whole.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(alone.toString())
          .contains("-- Dump completed");
    }
    source.prove();
  }
}
