package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.engines.nasty.NastySchema;
import io.dumpwarden.engines.nasty.StockToolLimit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The nasty schema through the native engine and back, by the stock client and over several
 * connections, and what the stock tools cannot bring across besides. What the other engine brings
 * back of the same source is compared with what this one did.
 */
@Tag("long")
class NativeRoundTripTest {

  /** What the native engine brings across and the tools do not. */
  private static final List<StockToolLimit> BEYOND =
      List.of(
          StockToolLimit.FLOAT_DIGITS,
          StockToolLimit.NEGATIVE_ZERO,
          StockToolLimit.EVENT_WITH_DELIMITER);

  @BeforeAll
  static void keys() throws Exception {
    Sealing.make();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void comesBack(TestEngine kind) throws Exception {
    try (NastyScene scene = NastyScene.of(kind, "native")) {
      NastySchema.create(scene.source());
      NastyScene.execute(scene.source(), "DROP DATABASE `line\nbreak`");
      if (kind == TestEngine.MARIADB_10_6) {
        // no server of that release takes former rows back
        NastyScene.execute(scene.source(), "DROP DATABASE nasty_versions");
      }
      List<String> common = NastySchema.databases(scene.source());
      JsonNode byTool = backup(scene, "mysqldump", Packing.ZSTD, Sealing.NONE);
      for (StockToolLimit limit : BEYOND) {
        limit.add(scene.source());
      }
      NastySchema.createAccounts(scene.target());
      List<String> databases = NastySchema.databases(scene.source());

      JsonNode plain = backup(scene, "native", Packing.ZSTD, Sealing.NONE);
      assertThat(plain.get("engine").asText()).isEqualTo("native");
      assertThat(ByHand.load(scene.file(plain), Packing.ZSTD, Sealing.NONE, scene.target()))
          .isEmpty();
      assertEqual(scene, databases, kind + " by the stock client");
      scene.forget();

      JsonNode sealed = backup(scene, "native", Packing.GZIP, Sealing.AES);
      List<String> options = new ArrayList<>(List.of(Sealing.AES.restoreOptions()));
      options.addAll(List.of("--parallel", "2"));
      Outcome outcome = scene.restore(sealed, options.toArray(String[]::new));
      assertThat(outcome.exit()).as("" + outcome).isEqualTo(ExitCode.DONE);
      assertEqual(scene, databases, kind + " in parallel");

      assertThat(byTool.get("engine").asText()).isEqualTo("mysqldump");
      NastyScene.forget(scene.source());
      assertThat(ByHand.load(scene.file(byTool), Packing.ZSTD, Sealing.NONE, scene.source()))
          .isEmpty();
      assertThat(NastySchema.databases(scene.source())).containsExactlyInAnyOrderElementsOf(common);
      assertThat(scene.differences(common)).as(kind + " by the other engine").isEmpty();
    }
  }

  private static JsonNode backup(
      NastyScene scene, String engine, Packing packing, Sealing sealing) {
    List<String> line = new ArrayList<>(List.of("all", "--engine", engine));
    if (engine.equals("native")) {
      line.addAll(List.of("--parallel", "2"));
    }
    line.addAll(packing.options());
    line.addAll(sealing.options());
    return scene.backup(ExitCode.DONE, line).get("backups").get(0);
  }

  private static void assertEqual(NastyScene scene, List<String> databases, String how)
      throws Exception {
    assertThat(scene.restored()).as(how).containsExactlyInAnyOrderElementsOf(databases);
    assertThat(scene.differences(databases)).as(how).isEmpty();
  }
}
