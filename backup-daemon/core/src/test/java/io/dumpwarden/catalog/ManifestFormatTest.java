package io.dumpwarden.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dumpwarden.secret.MasterKey;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestFormatTest {

  private static final Instant AT = Instant.parse("2026-03-04T05:06:07.890123Z");

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
        new Manifest.Raw(1, "xxh3-64", "00"),
        null,
        new Manifest.CompressionUsed("zstd", 3),
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of("a warning"),
        null);
  }
}
