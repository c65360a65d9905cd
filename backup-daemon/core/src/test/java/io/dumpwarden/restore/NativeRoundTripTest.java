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
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
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
    Inventory inventory = source.inventory("native_shop");

    byte[] sql = framed(source, DumpRequest.What.ALL, "native_shop");

    source.execute("DROP DATABASE native_shop");
    restore(source, sql);
    assertThat(Shop.contents(source, "native_shop")).isEqualTo(before);
    assertThat(source.inventory("native_shop").missingFrom(of(inventory), LeftOut.nothing()))
        .isEmpty();
    assertThat(frames.get(0).kind()).isEqualTo(FrameKind.DEFINITIONS);
    assertThat(frames.get(frames.size() - 1).kind()).isEqualTo(FrameKind.REST);
    assertThat(frames)
        .filteredOn(frame -> frame.kind() == FrameKind.ROWS)
        .isNotEmpty()
        .allSatisfy(frame -> assertThat(frame.tables()).hasSize(1));
  }

  private static io.dumpwarden.source.DumpedObjects of(Inventory inventory) {
    java.util.Map<io.dumpwarden.source.ObjectKind, List<String>> names =
        new java.util.EnumMap<>(io.dumpwarden.source.ObjectKind.class);
    for (var kind : io.dumpwarden.source.ObjectKind.values()) {
      names.put(kind, inventory.names(kind));
    }
    return new io.dumpwarden.source.DumpedObjects(inventory.database(), names);
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
      FrameSource source1 = dump.frames().orElseThrow();
      for (Optional<PackedFrame> next = source1.next(); next.isPresent(); next = source1.next()) {
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
