package io.dumpwarden.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestFormatTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final ManifestFormat format = new ManifestFormat(MasterKey.generate()::manifestMac);

  static Manifest sample() {
    return new Manifest(
        1,
        "backup-1",
        "run-1",
        "nightly",
        "daily",
        "OPS-7",
        new Manifest.ServerIdentity("db1", "127.0.0.1", 3306, "mariadb", "11.4.5-MariaDB"),
        List.of("shop"),
        Instant.parse("2026-03-04T05:06:07.891Z"),
        Instant.parse("2026-03-04T05:07:07Z"),
        "mysqldump",
        "logical",
        new Manifest.Tool("mariadb-dump", "11.4.5", List.of("--single-transaction")),
        List.of(new Manifest.StoredFile("db1/daily/shop/x.sql", 123, "ab".repeat(32))),
        new Manifest.Raw(1L << 40, "xxh3-64", "0123456789abcdef"),
        new Manifest.CompressionUsed("zstd", 3),
        new Manifest.EncryptionUsed("aes-256-gcm", "key-1"),
        new Manifest.Position("0-1-2", "binlog.000001", 4L),
        List.of(
            new Inventory(
                "shop",
                "utf8mb4",
                "utf8mb4_bin",
                List.of(new TableFacts("t", "InnoDB", 5, 6, true)),
                List.of("v"),
                List.of("tr"),
                List.of("r"),
                List.of("e"))),
        List.of("a warning"),
        null);
  }

  @Test
  void everyFieldComesBack() {
    String json = format.sign(sample());

    Manifest read = format.read(json);

    assertThat(read).usingRecursiveComparison().ignoringFields("mac").isEqualTo(sample());
    assertThat(read.mac()).matches("[0-9a-f]{64}");
  }

  @Test
  void whatWeSignedIsOursUntilAnythingChanges() throws Exception {
    String json = format.sign(sample());
    assertThat(format.isOurs(json)).isTrue();
    assertThat(format.isOurs(JSON.readTree(json).toString())).as("laid out anew").isTrue();

    ObjectNode tree = (ObjectNode) JSON.readTree(json);
    List<String> fields = new java.util.ArrayList<>();
    tree.fieldNames().forEachRemaining(fields::add);
    assertThat(fields).hasSize(Manifest.class.getRecordComponents().length);
    for (String field : fields) {
      ObjectNode changed = tree.deepCopy();
      changed.put(field, "planted");
      assertThat(format.isOurs(changed.toString())).as(field).isFalse();
      changed.remove(field);
      assertThat(format.isOurs(changed.toString())).as(field).isFalse();
    }
    assertThat(format.isOurs(((ObjectNode) tree.deepCopy()).put("new", 1).toString())).isFalse();
  }

  @Test
  void anotherKeysManifestIsReadableButNotOurs() {
    String json = new ManifestFormat(MasterKey.generate()::manifestMac).sign(sample());

    assertThat(format.isOurs(json)).isFalse();
    assertThat(format.read(json).backupId()).isEqualTo("backup-1");
  }

  @Test
  void aLaterVersionsFieldsAreSignedAndLeftAside() throws Exception {
    ObjectNode later = (ObjectNode) JSON.readTree(format.sign(sample()));
    later.put("colour", "blue");

    assertThat(format.read(later.toString()).schedule()).isEqualTo("nightly");
  }

  @Test
  void whatIsNoManifestIsRefused() throws Exception {
    for (String json : List.of("", "[]", "{", "null", "42")) {
      assertThat(format.isOurs(json)).as(json).isFalse();
    }
    assertThatThrownBy(() -> format.read("{\"backup"))
        .isInstanceOf(IllegalArgumentException.class);
    JsonNode signed = JSON.readTree(format.sign(sample()));
    assertThat(signed.get("startedAt").asText()).isEqualTo("2026-03-04T05:06:07.891Z");
  }
}
