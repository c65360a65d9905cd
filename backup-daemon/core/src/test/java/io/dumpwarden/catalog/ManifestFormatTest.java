package io.dumpwarden.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.secret.MasterKey;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestFormatTest {

  private static final Instant AT = Instant.parse("2026-03-04T05:06:07.890123Z");

  private static final List<Frame> FRAMES =
      List.of(
          new Frame(FrameKind.DEFINITIONS, List.of(), null, 0, 10, 20, "0123456789abcdef", null),
          new Frame(
              FrameKind.ROWS,
              List.of(new FrameTable("käse", "a \"b\"")),
              "1..500",
              10,
              1L << 40,
              1L << 41,
              "fedcba9876543210",
              500L));

  private final MasterKey key = MasterKey.generate();
  private final ManifestFormat format = new ManifestFormat(key::manifestMac);

  @Test
  void whatIsSignedIsReadAgainAndIsOurs() {
    String json = format.sign(manifest());

    Manifest read = format.read(json);

    assertThat(read.mac()).matches("[0-9a-f]{64}");
    assertThat(read).usingRecursiveComparison().ignoringFields("mac").isEqualTo(manifest());
    assertThat(format.isOurs(json)).isTrue();
  }

  @Test
  void anythingChangedIsNoticed() {
    String json = format.sign(manifest());

    assertThat(format.isOurs(json.replace("\"nightly\"", "\"weekly\""))).isFalse();
    assertThat(format.isOurs(json.replace(": 3306", ": 3307"))).isFalse();
    assertThat(format.isOurs(json.replaceFirst("\\{", "{\"added\" : 1,"))).isFalse();
    assertThat(format.isOurs(json.replaceFirst("  \"mac\" : .*\n", ""))).isFalse();
    assertThat(format.isOurs("[]")).isFalse();
    assertThat(format.isOurs(json.substring(0, json.length() / 2))).isFalse();
  }

  @Test
  void everyFieldIsThereAndSigned() throws Exception {
    ObjectNode signed = (ObjectNode) new JsonMapper().readTree(format.sign(manifest()));

    assertThat(signed.size()).isEqualTo(Manifest.class.getRecordComponents().length);
    for (RecordComponent field : Manifest.class.getRecordComponents()) {
      ObjectNode changed = signed.deepCopy();
      assertThat(changed.has(field.getName())).as(field.getName()).isTrue();
      changed.put(field.getName(), "planted");
      assertThat(format.isOurs(changed.toString())).as("changed " + field).isFalse();
      changed.remove(field.getName());
      assertThat(format.isOurs(changed.toString())).as("without " + field).isFalse();
    }
  }

  /** As docs/storage-format.md has them. */
  @Test
  void framesAreListsOfValuesOnOneLine() {
    assertThat(format.sign(manifest()))
        .contains(
            "  \"frames\" : [ [ \"definitions\", [ ], null, 0, 10, 20, \"0123456789abcdef\", null ], "
                + "[ \"rows\", [ [ \"käse\", \"a \\\"b\\\"\" ] ], \"1..500\", 10, 1099511627776, "
                + "2199023255552, \"fedcba9876543210\", 500 ] ],\n");
  }

  @Test
  void twentyThousandFramesAreAFewMegabytes() {
    Frame frame =
        new Frame(
            FrameKind.ROWS,
            List.of(new FrameTable("webshop", "customer_orders")),
            "10000000..10500000",
            1L << 40,
            1L << 23,
            1L << 25,
            "fedcba9876543210",
            500_000L);
    Manifest large = withFrames(Collections.nCopies(20_000, frame));

    String json = format.sign(large);

    assertThat(json.length()).isLessThan(4_000_000);
    assertThat(format.isOurs(json)).isTrue();
    assertThat(format.read(json).frames()).hasSize(20_000).containsOnly(frame);
  }

  /** Made by the release before frames. */
  @Test
  void manifestsWithoutFramesAreReadAndStayOurs() throws Exception {
    ObjectNode earlier = (ObjectNode) new JsonMapper().readTree(format.sign(manifest()));
    earlier.remove(List.of("frames", "snapshot", "mac"));
    JsonMapper pretty = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    earlier.put("mac", key.manifestMac(pretty.writeValueAsBytes(earlier)));
    String json = pretty.writeValueAsString(earlier);

    assertThat(format.isOurs(json)).isTrue();
    assertThat(format.read(json).frames()).isNull();
    assertThat(format.read(json).snapshot()).isNull();
  }

  @Test
  void aFrameThatCannotBeIsNoManifest() {
    String json = format.sign(manifest()).replace("0, 10, 20", "0, -10, 20");

    assertThatThrownBy(() -> format.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a manifest");
  }

  @Test
  void anotherKeysManifestIsNotOurs() {
    ManifestFormat other = new ManifestFormat(MasterKey.generate()::manifestMac);

    assertThat(format.isOurs(other.sign(manifest()))).isFalse();
  }

  @Test
  void fieldsOfLaterVersionsAreLeftAside() {
    String later = format.sign(manifest()).replaceFirst("\\{", "{ \"invented\" : { \"a\" : 1 },");

    assertThat(format.read(later).runId()).isEqualTo("run");
  }

  @Test
  void whatIsNoManifestIsSaidToBeNone() {
    assertThatThrownBy(() -> format.read("<html>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a manifest");
  }

  private static Manifest manifest() {
    return withFrames(FRAMES);
  }

  private static Manifest withFrames(List<Frame> frames) {
    return new Manifest(
        1,
        "backup",
        "run",
        "nightly",
        "daily",
        null,
        new Manifest.ServerIdentity("db1", "db1.example.com", 3306, "mysql", "8.0.15"),
        "käse",
        List.of("käse \"und\" mehr"),
        AT,
        AT,
        "mysqldump",
        "logical",
        new Manifest.Tool("mysqldump", "8.0.15", List.of("--quick")),
        List.of(new Manifest.StoredFile("key", 1, "00")),
        new Manifest.Raw(1, "xxh3-64-framed", "00"),
        frames,
        new Manifest.CompressionUsed("zstd", 3),
        null,
        null,
        new Manifest.SnapshotTaken("backup-stage", 12, 340, 4, true),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of("a warning"),
        null);
  }
}
