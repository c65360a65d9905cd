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

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MYSQL_8_0", "MARIADB_11_4", "MYSQL_9"})
  void isProvenAsFarAsItCanBe(TestEngine kind) throws Exception {
    try (NastyScene scene = NastyScene.of(kind, "drill")) {
      NastySchema.create(scene.source());
      NastyScene.execute(scene.source(), "DROP DATABASE `line\nbreak`");
      NastyScene.execute(scene.target(), "SET GLOBAL event_scheduler = OFF");
      List<String> line = new ArrayList<>(NastyMode.FILTER_SINGLE.line());
      line.addAll(Packing.NONE.options());
      JsonNode backup = scene.backup(ExitCode.DONE, line).get("backups").get(0);
      java.nio.file.Files.copy(scene.file(backup), java.nio.file.Path.of("/tmp/nasty-" + kind + ".sql"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      if (kind == TestEngine.MARIADB_11_4) show(scene.run("drill", backup.get("id").asText(), "--json"), kind + " embedded");
      line = NastyMode.SEPARATED.line();
      for (JsonNode one : scene.backup(ExitCode.DONE, line).get("backups")) {
        show(scene.run("drill", one.get("id").asText(), "--json", "--scratch", scene.name() + "-to"), kind + " scratch " + one.get("databases"));
      }
      assertThat(scene.restored()).isEmpty();
    }
  }

  private static void show(Outcome outcome, String what) {
    System.out.println("== " + what + " " + outcome.exit() + " " + outcome.err());
    JsonNode json = outcome.json();
    System.out.println(json.get("status") + " " + json.get("message") + " " + json.get("recoverySeconds"));
    for (String part : List.of("problems", "unproven", "notes")) {
      json.get("result").get(part).forEach(line -> System.out.println("  " + part + ": " + line.asText()));
    }
    System.out.println("  tables " + json.get("result").get("tables").size());
  }
}
