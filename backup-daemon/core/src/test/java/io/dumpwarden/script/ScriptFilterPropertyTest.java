package io.dumpwarden.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.Glob;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.testing.Draw;
import io.dumpwarden.testing.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Any dump, of nasty names, texts and bodies, cut anywhere. */
class ScriptFilterPropertyTest {

  private static final int TRIES = 1500;

  private record Case(DrawnScript script, Map<String, String> names, int piece) {

    static Case of(Draw draw) {
      Map<String, String> names = new HashMap<>();
      for (String database : draw.some(draw.between(1, 5), DrawnScript.DATABASES)) {
        names.put(database, draw.percent(30) ? database : "new `one` of " + database);
      }
      return new Case(DrawnScript.of(draw), names, draw.percent(30) ? 1 : draw.between(1, 300));
    }

    String filtered(ScriptChoice choice) {
      return Filtering.of(script.bytes(), choice, piece).text();
    }
  }

  @Test
  void everythingByNameIsEverything() {
    Property.forAll(
        TRIES,
        Case::of,
        drawn -> {
          Map<String, String> all = new HashMap<>();
          DrawnScript.DATABASES.forEach(name -> all.put(name, name));
          assertThat(drawn.filtered(ScriptChoice.EVERYTHING.databases(all)))
              .isEqualTo(drawn.script().text());
        });
  }

  @Test
  void databasesAreChosenAndRenamedAndNothingElseChanges() {
    Property.forAll(
        TRIES,
        Case::of,
        drawn -> {
          StringBuilder expected = new StringBuilder();
          for (DrawnScript.Piece piece : drawn.script().pieces()) {
            boolean wanted =
                piece.database() == null || drawn.names().containsKey(piece.database());
            String text = piece.text(name -> drawn.names().getOrDefault(name, name));
            expected.append(wanted ? text : remains(text));
          }
          assertThat(drawn.filtered(ScriptChoice.EVERYTHING.databases(drawn.names())))
              .isEqualTo(expected.toString());
        });
  }

  @Test
  void partsAndTablesAreChosen() {
    Property.forAll(
        TRIES,
        Case::of,
        drawn -> {
          List<TableGlob> globs =
              List.of(new TableGlob(new Glob("*"), new Glob("*USE*")), TableGlob.parse("*.\\#"));
          for (ScriptPart part : List.of(ScriptPart.ALL, ScriptPart.DATA, ScriptPart.DEFINITIONS)) {
            StringBuilder expected = new StringBuilder();
            StringBuilder ofTables = new StringBuilder();
            for (DrawnScript.Piece piece : drawn.script().pieces()) {
              String text = piece.text(name -> name);
              boolean wanted = isOf(part, piece.part());
              expected.append(wanted ? text : remains(text));
              ofTables.append(wanted && isOfChosen(piece) ? text : remains(text));
            }
            ScriptChoice choice = ScriptChoice.EVERYTHING.part(part);
            assertThat(drawn.filtered(choice)).isEqualTo(expected.toString());
            assertThat(drawn.filtered(choice.tables(globs))).isEqualTo(ofTables.toString());
          }
        });
  }

  @Test
  void rowsAreCounted() {
    Property.forAll(
        TRIES,
        Case::of,
        drawn -> {
          RowCounter counter = new RowCounter();
          byte[] bytes = drawn.script().bytes();
          for (int at = 0; at < bytes.length; at += drawn.piece()) {
            counter.see(bytes, at, Math.min(drawn.piece(), bytes.length - at));
          }
          Map<ScriptTable, Long> rows = new HashMap<>(counter.rows());
          Map<ScriptTable, Long> expected = drawn.script().rows();
          // LOCK TABLES alone makes no table
          expected.keySet().removeIf(table -> !rows.containsKey(table) && expected.get(table) == 0);
          assertThat(rows).isEqualTo(expected);
        });
  }

  private static boolean isOf(ScriptPart wanted, DrawnScript.Part part) {
    return part == DrawnScript.Part.EVERYWHERE
        || wanted == ScriptPart.ALL
        || (wanted == ScriptPart.DATA) == (part == DrawnScript.Part.DATA);
  }

  private static boolean isOfChosen(DrawnScript.Piece piece) {
    return piece.database() == null
        || piece.table() == null && piece.part() != DrawnScript.Part.CODE
        || piece.table() != null && (piece.table().contains("USE") || piece.table().equals("#"));
  }

  /** Line breaks, and what only the client reads. */
  private static String remains(String text) {
    int end =
        text.endsWith(";;\nDELIMITER ;\n") ? text.lastIndexOf("DELIMITER ;\n") : text.length();
    int start = text.startsWith("DELIMITER ;;\n") ? "DELIMITER ;;\n".length() : 0;
    String breaks = text.substring(start, end).replaceAll("[^\n]", "");
    return text.substring(0, start) + breaks + text.substring(end);
  }
}
