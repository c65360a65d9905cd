package io.dumpwarden.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import io.dumpwarden.storage.ObjectKey;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/storage-format.md against the code: fields, keys, and the MAC by the page's own recipe. */
class StorageFormatPageTest {

  private static final Pattern FIELD = Pattern.compile("^\\| `([a-zA-Z0-9.\\[\\]]+)` \\|");
  private static final Pattern EXAMPLE =
      Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|$");
  private static final Instant AT = Instant.parse("2026-03-04T05:06:07.890123Z");
  private static final String RUN = "0195f0a1-2b3c-7def-8123-456789abcdef";

  @Test
  void theManifestsFieldsAreThoseOfTheCode() throws IOException {
    List<String> documented =
        section("## The manifest").stream()
            .map(FIELD::matcher)
            .filter(Matcher::find)
            .map(m -> m.group(1))
            .toList();

    assertThat(documented).containsExactlyInAnyOrderElementsOf(fields("", Manifest.class));
  }

  @ParameterizedTest
  @MethodSource
  void examplesOfKeysAreTrue(String server, String database, String key) {
    KeyLayout.Folder folder = new KeyLayout.Folder(server, "daily", database);

    assertThat(KeyLayout.dumpKey(folder, KeyLayout.FileName.of(AT, RUN, ".zst")).value())
        .isEqualTo(key.replace("RUN", RUN));
  }

  static List<String[]> examplesOfKeysAreTrue() throws IOException {
    List<String[]> examples =
        section("## Keys").stream()
            .map(EXAMPLE::matcher)
            .filter(Matcher::find)
            .map(m -> new String[] {m.group(1), m.group(2), m.group(3)})
            .toList();
    assertThat(examples).as("examples in docs/storage-format.md").hasSizeGreaterThan(3);
    return examples;
  }

  @Test
  void theMacIsMadeAsThePageSays() throws Exception {
    MasterKey key = MasterKey.generate();
    String json = new ManifestFormat(key::manifestMac).sign(manifest());

    byte[] master = Base64.getDecoder().decode(key.encoded().reveal());
    byte[] derived = hmac(master, "dumpwarden manifests".getBytes(StandardCharsets.UTF_8));
    String unsigned = json.replaceFirst("(?m)^  \"mac\" : .*\n", "");
    String mac = HexFormat.of().formatHex(hmac(derived, unsigned.getBytes(StandardCharsets.UTF_8)));

    assertThat(json).contains("\n  \"mac\" : \"" + mac + "\",\n").doesNotEndWith("\n");
  }

  private static Manifest manifest() {
    ObjectKey key =
        KeyLayout.dumpKey(
            new KeyLayout.Folder("db1", "daily", "schöne \"Daten\""),
            KeyLayout.FileName.of(AT, RUN, ""));
    return new Manifest(
        1,
        RUN,
        RUN,
        "nightly",
        "daily",
        null,
        new Manifest.ServerIdentity("db1", "db1.example.com", 3306, "mariadb", "11.4.5-MariaDB"),
        "schöne \"Daten\"",
        List.of("schöne \"Daten\""),
        AT,
        AT,
        "mysqldump",
        "logical",
        new Manifest.Tool("mariadb-dump", "11.4.5", List.of("--quick")),
        List.of(new Manifest.StoredFile(key.value(), 1, "00")),
        new Manifest.Raw(1, "xxh3-64", "00"),
        null,
        new Manifest.CompressionUsed("none", 0),
        null,
        null,
        null,
        List.of(inventory()),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static Inventory inventory() {
    return new Inventory(
        "schöne \"Daten\"",
        "utf8mb4",
        "utf8mb4_general_ci",
        List.of(new TableFacts("t", "InnoDB", 1, 16384, false, true, false, List.of(), false)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Every field with its path: {@code server.host}, {@code objects[].key}. */
  private static List<String> fields(String path, Class<?> type) {
    List<String> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = path + component.getName();
      if (component.getType().isRecord()) {
        fields.addAll(fields(name + ".", component.getType()));
      } else if (element(component.getGenericType()) instanceof Class<?> c && c.isRecord()) {
        fields.addAll(fields(name + "[].", c));
      } else {
        fields.add(name);
      }
    }
    return fields;
  }

  private static Type element(Type type) {
    return type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
  }

  private static byte[] hmac(byte[] key, byte[] bytes) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(bytes);
  }

  /** The page's lines from a heading to the next of its kind. */
  private static List<String> section(String heading) throws IOException {
    String page = Files.readString(House.CHECKOUT.resolve("docs/storage-format.md"));
    int begin = page.indexOf(heading + "\n");
    assertThat(begin).as("heading %s", heading).isNotNegative();
    int end = page.indexOf("\n## ", begin + 1);
    return page.substring(begin, end < 0 ? page.length() : end).lines().toList();
  }
}
