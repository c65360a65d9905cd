package io.dumpwarden.config;

import static io.dumpwarden.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dumpwarden.testing.Draw;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Plain SQL may put anything into a row; whatever it is costs nothing but that row. */
class HostileRowsTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");

  private static final int TRIES = 300;

  private static final List<String> CRON_PIECES =
      List.of(
          "*",
          "0",
          "5",
          "59",
          "60",
          "7",
          "-",
          "/",
          ",",
          "?",
          "L",
          "W",
          "#",
          "LW",
          "MON",
          "jan",
          "@daily",
          "@",
          " ",
          "\t",
          "-1",
          "99999999999",
          "*/",
          "a",
          "(",
          "\u00e9");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "-",
          "*",
          "label:",
          "\\",
          "{}",
          "{\"path\":1}",
          "[",
          "null",
          "a=b,",
          "=",
          "1",
          "0",
          "-1",
          "1e9",
          "999999999999999999999",
          "NaN",
          "true",
          "local",
          "s3",
          "mysql",
          "manual",
          "30d",
          "0d",
          "\u0000",
          "/a",
          "..",
          "Europe/Berlin",
          "{\"bucket\":\"\\u0000\",\"endpoint\":\"http://[\",\"part_size\":\"9GiB\"}");

  private static final List<ConfigRow> ROWS =
      List.of(
          SampleRows.server("other"),
          SampleRows.schedule("other"),
          SampleRows.local("other"),
          SampleRows.s3("other", "{\"bucket\": \"backups\"}"),
          SampleRows.rule("manual", "disk"));

  @Test
  void anyCronIsReadOrRefusedButNeverBreaks() {
    forAll(
        TRIES,
        HostileRowsTest::cron,
        cron -> {
          Throwable thrown = catchThrowable(() -> FireTimes.of(cron, ZoneOffset.UTC).describe());
          if (thrown != null) {
            assertThat(thrown)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cron ");
          }
        });
  }

  @Test
  void oneRowOfRubbishNeverStopsTheOthers() {
    forAll(
        TRIES,
        HostileRowsTest::spoiledRow,
        rubbish -> {
          ConfigSnapshot config = ConfigSnapshot.of(SampleRows.working(rubbish));
          assertThat(config.runnable()).extracting(Schedule::name).contains("nightly");
          assertThat(config.servers()).extracting(Server::name).contains("shop");
          assertThat(config.storagesOf("nightly")).extracting(Storage::name).contains("disk");
          assertThat(config.problems().keySet()).isSubsetOf(rubbish.ref());
        });
  }

  /** Every other one has five fields, and so gets past the first look. */
  private static String cron(Draw draw) {
    return draw.percent(50)
        ? draw.joined(14, CRON_PIECES)
        : String.join(" ", draw.list(5, 5, d -> d.joined(3, CRON_PIECES)));
  }

  private static @Nullable String text(Draw draw) {
    if (draw.percent(10)) {
      return null;
    }
    return switch (draw.between(0, 2)) {
      case 0 -> draw.text(20);
      case 1 -> cron(draw);
      default -> draw.of(TEXTS);
    };
  }

  private static ConfigRow spoiledRow(Draw draw) {
    ConfigRow row = draw.of(ROWS);
    Map<String, @Nullable String> fields = new HashMap<>(row.fields());
    for (String column : draw.some(draw.between(1, 3), row.kind().columns())) {
      fields.put(column, text(draw));
    }
    return new ConfigRow(row.kind(), "id", fields, 1, NOW, NOW);
  }
}
