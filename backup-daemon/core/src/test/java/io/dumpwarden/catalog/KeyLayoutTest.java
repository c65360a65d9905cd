package io.dumpwarden.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.storage.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLayoutTest {

  private static final Instant AT = Instant.parse("2026-03-04T05:06:07.891Z");
  private static final String RUN = "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

  @Test
  void saysServerTypeScopeTimeAndRun() {
    assertThat(key("shop").value())
        .isEqualTo("db1/daily/shop/shop_20260304T050607Z_" + RUN + ".sql.zst");
    assertThat(KeyLayout.manifestKey(key("shop")).value())
        .isEqualTo("db1/daily/shop/shop_20260304T050607Z_" + RUN + ".sql.zst.meta.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc", "a/b", ".", "..", ".hidden", "a\\b", "C:", "a b", "-rf", "%2e", "~", "_", "日本"
      })
  void strangeNamesStayWithinTheirFolder(String name) {
    ObjectKey key = KeyLayout.dumpKey(name, "daily", name, AT, RUN, "");

    List<String> segments = List.of(key.value().split("/"));
    assertThat(segments).hasSize(4);
    assertThat(segments).allMatch(s -> s.matches("[A-Za-z0-9_%~.-]+") && !s.startsWith("."));
    assertThat(KeyLayout.runId(key)).contains(RUN);
  }

  @Test
  void twoNamesNeverMeetAlsoWhereCaseDoesNotCount() {
    List<String> names =
        List.of(
            "shop", "Shop", "SHOP", "sh/op", "sh%2Fop", "shop~", "é", "É", "a.b", "a_b", "A_b",
            "x".repeat(64), "X".repeat(64), "x".repeat(63) + "X", "💥".repeat(63) + "a",
            "💥".repeat(63) + "b");

    Set<String> keys =
        names.stream()
            .map(name -> key(name).value().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    assertThat(keys).hasSameSizeAs(names);
  }

  @Test
  void theLongestNamesFitIntoAFileName() {
    ObjectKey key = KeyLayout.manifestKey(key("💥".repeat(64)));

    for (String segment : key.value().split("/")) {
      assertThat(segment.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
      assertThat(segment).doesNotContainPattern("%(?![0-9A-F]{2})");
    }
  }

  @Test
  void aDatabaseCannotPassForAnotherRun() {
    String other = "0199a1b2-c3d4-7e5f-8a9b-ffffffffffff";

    assertThat(KeyLayout.runId(key("x_20260101T000000Z_" + other))).contains(RUN);
    assertThat(KeyLayout.runId(key("x_20260101T000000Z_" + other + "_"))).contains(RUN);
    assertThat(KeyLayout.runId(new ObjectKey("somebody/elses.sql"))).isEmpty();
  }

  private static ObjectKey key(String database) {
    return KeyLayout.dumpKey("db1", "daily", database, AT, RUN, ".zst");
  }
}
