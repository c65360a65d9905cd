package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Plain SQL may put anything into a row; whatever it is costs nothing but that row. */
class HostileRowsTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anyCronIsReadOrRefusedButNeverBreaks(@ForAll("crons") String cron) {
    Throwable thrown = catchThrowable(() -> FireTimes.of(cron, ZoneOffset.UTC).describe());
    if (thrown != null) {
      assertThat(thrown)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("cron ");
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void oneRowOfRubbishNeverStopsTheOthers(@ForAll("rows") ConfigRow rubbish) {
    ConfigSnapshot config = ConfigSnapshot.of(SampleRows.working(rubbish));
    assertThat(config.runnable()).extracting(Schedule::name).contains("nightly");
    assertThat(config.servers()).extracting(Server::name).contains("shop");
    assertThat(config.storagesOf("nightly")).extracting(Storage::name).contains("disk");
    assertThat(config.problems().keySet()).isSubsetOf(rubbish.ref());
  }

  @Provide
  Arbitrary<String> crons() {
    Arbitrary<String> pieces =
        Arbitraries.of(
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
    return pieces.list().ofMaxSize(14).map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<ConfigRow> rows() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                crons(),
                Arbitraries.of(
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
                    "{\"bucket\":\"\\u0000\",\"endpoint\":\"http://[\",\"part_size\":\"9GiB\"}"))
            .injectNull(0.1);
    return Arbitraries.of(
            SampleRows.server("other"),
            SampleRows.schedule("other"),
            SampleRows.local("other"),
            SampleRows.s3("other", "{\"bucket\": \"backups\"}"),
            SampleRows.rule("manual", "disk"))
        .flatMap(
            row ->
                Arbitraries.maps(Arbitraries.of(row.kind().columns()), texts)
                    .ofMinSize(1)
                    .ofMaxSize(3)
                    .map(spoiled -> spoil(row, spoiled)));
  }

  private static ConfigRow spoil(ConfigRow row, Map<String, @Nullable String> spoiled) {
    Map<String, @Nullable String> fields = new HashMap<>(row.fields());
    fields.putAll(spoiled);
    return new ConfigRow(row.kind(), "id", fields, 1, NOW, NOW);
  }
}
