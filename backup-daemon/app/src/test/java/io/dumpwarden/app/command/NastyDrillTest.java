package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.engines.nasty.NastySchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The nasty schema, drilled in an embedded MariaDB and on a scratch server. */
@Tag("long")
class NastyDrillTest {

  /** They have views over each other, and do not restore one by one. */
  private static final List<String> ACROSS = List.of("nasty", "nasty_code");

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MYSQL_8_0", "MARIADB_11_4", "MYSQL_9"})
  void isProvenAsFarAsItCanBe(TestEngine kind) throws Exception {
    try (NastyScene scene = NastyScene.of(kind, "drill")) {
      NastySchema.create(scene.source());
      NastyScene.execute(scene.source(), "DROP DATABASE `line\nbreak`");
      inOneFileAndEmbedded(kind, scene);
      JsonNode refused = eachOnScratch(scene).get(0);
      assertThat(refused.get("message").asText())
          .matches(
              kind == TestEngine.MARIADB_11_4
                  ? "(?s).*"
                  : "(?s).* runs events, and the backup has some, .*");
      NastyScene.execute(scene.target(), "SET GLOBAL event_scheduler = OFF");
      for (JsonNode failed : eachOnScratch(scene)) {
        assertThat(failed.get("scope").asText()).as("" + failed).isIn(ACROSS);
        assertThat(failed.get("errorCode").asText()).isEqualTo("drill-incomplete");
        assertThat(failed.get("message").asText())
            .containsPattern("which is not in this backup|databases have other names");
      }
      assertThat(scene.restored()).isEmpty();
    }
  }

  /** MySQL's own syntax is beyond MariaDB: never a green light, and never the backup's fault. */
  private static void inOneFileAndEmbedded(TestEngine kind, NastyScene scene) {
    JsonNode backup = scene.backup(ExitCode.DONE, NastyMode.FILTER_SINGLE.line());
    String id = backup.get("backups").get(0).get("id").asText();
    Outcome outcome = scene.run("drill", id, "--json");
    JsonNode drill = outcome.json();
    if (kind == TestEngine.MARIADB_11_4) {
      assertThat(outcome.exit()).as("" + drill).isZero();
      assertThat(drill.get("result").get("tables")).hasSizeGreaterThan(50);
      for (JsonNode table : drill.get("result").get("tables")) {
        // a MERGE table shows the rows of others
        boolean comparable = !table.get("table").asText().equals("merged");
        assertThat(table.get("dumped").isNull()).as("" + table).isNotEqualTo(comparable);
        assertThat(table.get("rows").equals(table.get("dumped"))).isEqualTo(comparable);
      }
    } else {
      assertThat(outcome.exit()).as("" + drill).isNotZero();
      assertThat(drill.get("message").asText()).contains("may be no fault of the backup");
      assertThat(drill.get("result").get("unproven").get(0).asText())
          .contains("what only the latter has is not proven");
    }
  }

  /** Those that did not succeed. */
  private static List<JsonNode> eachOnScratch(NastyScene scene) {
    List<JsonNode> failed = new ArrayList<>();
    for (JsonNode backup : scene.backup(ExitCode.DONE, NastyMode.SEPARATED.line()).get("backups")) {
      String id = backup.get("id").asText();
      String scratch = scene.name() + "-to";
      JsonNode drill = scene.run("drill", id, "--json", "--scratch", scratch).json();
      if (!drill.get("status").asText().equals("succeeded")) {
        failed.add(drill);
      }
    }
    return failed;
  }
}
