package io.dumpwarden.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.TableGlob;
import io.dumpwarden.dump.DumpScan;
import io.dumpwarden.dump.ReadDump;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import io.dumpwarden.source.ObjectKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefinitionsTest {

  private static final String DATABASE = "definition_source";
  private static final byte[] NO_ROWS = {};

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void comeBackThroughTheStockClientUnderAnotherName(TestEngine kind) throws Exception {
    DefinitionScene scene = scene(kind);
    scene.run(DefinitionSchema.script(kind == TestEngine.MARIADB_11_4));
    Inventory inventory = scene.source().inventory(DATABASE);

    byte[] sql = scene.dump(List.of(DATABASE), DefinitionChoice.ALL, NO_ROWS);

    DumpScan scan = DefinitionScene.scan(sql);
    assertThat(inventory.missingFrom(scan.objects(DATABASE), LeftOut.nothing())).isEmpty();
    assertThat(scan.databases()).containsExactly(DATABASE);
    assertThat(scan.position(true)).contains(DefinitionScene.POSITION);
    assertThat(isEnded(sql)).isTrue();
    scene.load(sql, ScriptChoice.EVERYTHING.databases(Map.of(DATABASE, "definition_copy")));
    try (Connection connection = scene.source().engine().connect()) {
      assertThat(DatabaseCompare.differences(connection, DATABASE, connection, "definition_copy"))
          .isEmpty();
    }
    scene.source().execute("DROP DATABASE definition_copy", "DROP DATABASE " + DATABASE);
  }

  @Test
  void leavesOutWhatIsNotWanted() throws Exception {
    DefinitionScene scene = scene(TestEngine.MARIADB_11_4);
    scene.source().fresh("definition_part");
    scene
        .source()
        .execute(
            "CREATE TABLE definition_part.kept (id INT)",
            "CREATE TABLE definition_part.tmp_gone (id INT)",
            "CREATE TRIGGER definition_part.gone BEFORE INSERT ON definition_part.tmp_gone FOR EACH ROW SET @x = 1",
            "CREATE TRIGGER definition_part.here BEFORE INSERT ON definition_part.kept FOR EACH ROW SET @x = 1",
            "CREATE SEQUENCE definition_part.tmp_numbers",
            "CREATE VIEW definition_part.broken AS SELECT id FROM definition_part.tmp_gone",
            "CREATE PROCEDURE definition_part.p() SELECT 1",
            "CREATE EVENT definition_part.e ON SCHEDULE EVERY 1 DAY DISABLE DO SET @x = 1");
    DefinitionChoice some =
        new DefinitionChoice(
            TableGlob.parseList("definition_part.tmp_*"),
            List.of(new BrokenView("definition_part", "broken", "", "")),
            true,
            true,
            true,
            DropChoice.STANDARD);

    DumpScan code = scan(scene, some);
    DumpScan none = scan(scene, some.code(false, false, false));

    assertThat(code.objects("definition_part").names())
        .isEqualTo(
            Map.of(
                ObjectKind.TABLE, List.of("kept"),
                ObjectKind.TRIGGER, List.of("here"),
                ObjectKind.ROUTINE, List.of("p"),
                ObjectKind.EVENT, List.of("e")));
    assertThat(none.objects("definition_part").names())
        .isEqualTo(Map.of(ObjectKind.TABLE, List.of("kept")));
    scene.source().execute("DROP DATABASE definition_part");
  }

  @Test
  void refusesNamesThatBreakComments() throws Exception {
    DefinitionScene scene = scene(TestEngine.MARIADB_11_4);
    assertThatThrownBy(() -> scene.dump(List.of("a\nb"), DefinitionChoice.ALL, NO_ROWS))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
        .hasMessageContaining("a?b");
  }

  @Test
  void saysWhatIsGone() throws Exception {
    DefinitionScene scene = scene(TestEngine.MARIADB_11_4);
    assertThatThrownBy(() -> scene.dump(List.of("definition_never"), DefinitionChoice.ALL, NO_ROWS))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DEFINITION_CHANGED))
        .hasMessage("database definition_never was dropped while it was being dumped");
  }

  private DumpScan scan(DefinitionScene scene, DefinitionChoice choice) throws Exception {
    return DefinitionScene.scan(scene.dump(List.of("definition_part"), choice, NO_ROWS));
  }

  private DefinitionScene scene(TestEngine kind) {
    return DefinitionScene.of(Engines.shared(kind), folder);
  }

  private static boolean isEnded(byte[] sql) throws Exception {
    assertThat(new String(sql, StandardCharsets.ISO_8859_1))
        .endsWith("\n-- Dump completed on 2027-01-15 08:00:00\n");
    try (InputStream in = new ByteArrayInputStream(sql);
        ReadDump dump = ReadDump.of(in)) {
      dump.transferTo(OutputStream.nullOutputStream());
      return dump.ended();
    }
  }
}
