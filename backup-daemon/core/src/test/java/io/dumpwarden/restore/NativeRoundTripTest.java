package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpManners;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engine.NativeEngine;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.Compressors;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FrameSource;
import io.dumpwarden.pipeline.PackedFrame;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.ServerConnector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the native engine dumps, the stock client brings back. */
class NativeRoundTripTest {

  private static final NativeEngine ENGINE =
      new NativeEngine(new ServerConnector(Duration.ofMinutes(1)), "1.2", InstantSource.system());

  @TempDir Path folder;
  private final List<Frame> frames = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void bringsEverythingBack(TestEngine engine) throws Exception {
    Source source = Source.of(Engines.shared(engine));
    Shop.create(source, "native_shop");
    List<String> before = Shop.contents(source, "native_shop");

    byte[] sql = framed(source, DumpRequest.What.ALL, "native_shop");

    source.execute("DROP DATABASE native_shop");
    restore(source, sql);
    assertThat(Shop.contents(source, "native_shop")).isEqualTo(before);
    assertThat(frames.get(0).kind()).isEqualTo(FrameKind.DEFINITIONS);
    assertThat(frames.get(frames.size() - 1).kind()).isEqualTo(FrameKind.REST);
    assertThat(frames)
        .filteredOn(frame -> frame.kind() == FrameKind.ROWS)
        .isNotEmpty()
        .allSatisfy(frame -> assertThat(frame.tables()).hasSize(1));
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void leavesOutWhatItIsToldTo(TestEngine engine) throws Exception {
    Source source = Source.of(Engines.shared(engine));
    ContentsSchema.create(source, "native_part");
    ContentsSchema.createExpected(source, "native_want", true);
    DumpContents contents =
        new DumpContents(
            false,
            TableGlob.parseList("native_*.gone_*,native_*.odd*"),
            TableGlob.parseList("native_*.log_*"),
            true);
    List<BrokenView> broken = List.of(new BrokenView("native_part", "broken", "", ""));

    byte[] sql =
        framed(source, new DumpRequest.What(contents, broken, DumpOptionSet.NONE), "native_part");

    source.execute("DROP DATABASE native_part");
    restore(source, sql);
    try (Connection a = source.engine().connect();
        Connection b = source.engine().connect()) {
      assertThat(DatabaseCompare.differences(a, "native_want", b, "native_part")).isEmpty();
    }
  }

  @Test
  void formerRowsAndSequencesComeBack() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    source.fresh("native_time");
    source.execute(
        "CREATE SEQUENCE native_time.numbers START WITH 100 INCREMENT BY 5 CACHE 7",
        "DO NEXTVAL(native_time.numbers)",
        "CREATE TABLE native_time.past (id INT PRIMARY KEY, n INT) WITH SYSTEM VERSIONING",
        "CREATE TABLE native_time.named (id INT PRIMARY KEY, a TIMESTAMP(6) GENERATED ALWAYS AS ROW START, b TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME(a, b)) WITH SYSTEM VERSIONING",
        "INSERT INTO native_time.past VALUES (1, 1), (2, 2)",
        "INSERT INTO native_time.named (id) VALUES (1), (2)",
        "UPDATE native_time.past SET n = 3",
        "DELETE FROM native_time.named WHERE id = 2",
        "DELETE FROM native_time.past WHERE id = 2");
    List<String> before = timed(source);

    byte[] sql = framed(source, DumpRequest.What.ALL, "native_time");

    source.execute("DROP DATABASE native_time");
    restore(source, sql);
    assertThat(timed(source)).isEqualTo(before).hasSize(4 + 2 + 1);
  }

  private static List<String> timed(Source source) throws Exception {
    List<String> all =
        new ArrayList<>(
            Rows.of(
                source,
                "SELECT id, n, row_start, row_end FROM native_time.past FOR SYSTEM_TIME ALL ORDER BY 1, 3"));
    all.addAll(
        Rows.of(
            source, "SELECT id, a, b FROM native_time.named FOR SYSTEM_TIME ALL ORDER BY 1, 2"));
    all.addAll(Rows.of(source, "SELECT next_not_cached_value FROM native_time.numbers"));
    return all;
  }

  /** As a pipeline would have the file, decompressed. */
  private byte[] framed(Source source, DumpRequest.What what, String database) throws Exception {
    DumpRequest request =
        new DumpRequest(
            source.login(),
            source.facts(),
            List.of(source.inventory(database)),
            what,
            new DumpRequest.How(new Compression(Algorithm.ZSTD, 3), 3, DumpManners.STANDARD),
            folder);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OpenDump dump = ENGINE.open(request)) {
      FrameSource taken = dump.frames().orElseThrow();
      for (Optional<PackedFrame> next = taken.next(); next.isPresent(); next = taken.next()) {
        frames.add(next.get().frame());
        next.get().writeTo(packed);
      }
      dump.prove();
      assertThat(dump.databases()).containsExactly(database);
      assertThat(dump.snapshot().orElseThrow().connections()).isPositive();
    }
    return Compressors.decompress(Algorithm.ZSTD, new ByteArrayInputStream(packed.toByteArray()))
        .readAllBytes();
  }

  private void restore(Source source, byte[] sql) throws Exception {
    try (RestoreClient client = new RestoreClients(source.finder()).open(source.login(), folder)) {
      client.stdin().write(sql);
      client.prove();
    } catch (Exception e) {
      throw new AssertionError(new String(sql, StandardCharsets.UTF_8), e);
    }
  }
}
