package io.dumpwarden.script;

import io.dumpwarden.testing.Draw;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A dump that is drawn, of which is known what each statement is for. */
record DrawnScript(List<Piece> pieces) {

  static final List<String> DATABASES =
      List.of("shop", "crm", "a`b", "x.y", "größe 表", "%_", " USE `shop`;", "-- x", "it's");

  private static final List<String> TABLES =
      List.of("t", "USE `shop`", "CREATE TABLE `t` (", "a``b;", "-- ", "#", "/*", "x\" '", "é;");

  /** What may stand in a text with backslashes. */
  private static final List<String> TEXTS =
      List.of(
          "USE `shop`;",
          "\nUSE `crm`;\n",
          "\\'",
          "\\\\",
          "''",
          ";\n",
          "-- ",
          "#",
          "/*",
          "*/",
          "`",
          "\"",
          "(",
          ")",
          "),(",
          "INSERT INTO `crm`.`t` VALUES (1);\n",
          "\nDELIMITER ;;\n",
          "é表",
          "CREATE TABLE `t` (",
          "\r\n",
          "\u0000",
          " VALUES (",
          "/*!40000 ",
          "\t");

  private static final List<String> BODIES =
      List.of(
          "SELECT 1;\n",
          "-- it's a comment ; USE `shop`;\n",
          "/* ;; it's */",
          "# ;;\n",
          "SELECT ';;\nUSE `shop` ;;\n';\n",
          "\nUSE `crm`;\n",
          "SELECT \"it's\";",
          "BEGIN END;\n",
          "SELECT `a;;b`;",
          "INSERT INTO t VALUES (1);\n");

  enum Part {
    EVERYWHERE,
    DATA,
    CODE
  }

  /**
   * @param database whose it is; null for nobody's
   * @param table whose it is; null for none
   * @param rows how many it inserts
   * @param text with a {@code \u0001} for the database's name
   */
  record Piece(String database, String table, Part part, int rows, String text) {

    String text(UnaryOperator<String> name) {
      return database == null ? text : text.replace("\u0001", SqlName.quoted(name.apply(database)));
    }
  }

  static DrawnScript of(Draw draw) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(session("-- Isn't `this` a header\n\n/*!40101 SET NAMES utf8mb4 */;\n"));
    for (String database : draw.list(1, 4, d -> d.of(DATABASES))) {
      section(database, draw, pieces);
    }
    pieces.add(session("/*!40103 SET TIME_ZONE=@OLD */;\n\n-- Dump completed\n"));
    return new DrawnScript(pieces);
  }

  String text() {
    return text(name -> name);
  }

  String text(UnaryOperator<String> name) {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text(name)));
    return text.toString();
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  Map<ScriptTable, Long> rows() {
    Map<ScriptTable, Long> rows = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      if (piece.table() != null && piece.part() == Part.DATA) {
        rows.merge(
            new ScriptTable(piece.database(), piece.table()), (long) piece.rows(), Long::sum);
      }
    }
    return rows;
  }

  private static void section(String database, Draw draw, List<Piece> pieces) {
    if (draw.percent(70)) {
      pieces.add(
          new Piece(
              database,
              null,
              Part.DATA,
              0,
              "CREATE DATABASE /*!32312 IF NOT EXISTS*/ \u0001 /*!40100 DEFAULT CHARACTER SET utf8mb4 */;\n"));
    }
    pieces.add(new Piece(database, null, Part.EVERYWHERE, 0, "\nUSE \u0001;\n"));
    for (int i = draw.between(0, 4); i > 0; i--) {
      pieces.add(piece(database, draw));
      pieces.add(session(draw.of(List.of("\n", "--\n-- it's `x\n--\n", "# don't\n", "/* ' */\n"))));
    }
  }

  private static Piece piece(String database, Draw draw) {
    String table = draw.of(TABLES);
    String quoted = SqlName.quoted(table);
    return switch (draw.between(0, 4)) {
      case 0 ->
          data(
              database,
              table,
              0,
              "CREATE TABLE %s (\n  `a` int COMMENT '%s'\n);\n"
                  .formatted(quoted, draw.joined(6, TEXTS)));
      case 1 -> inserted(database, table, draw);
      case 2 -> data(database, table, 0, "LOCK TABLES %s WRITE;\n".formatted(quoted));
      case 3 -> code(database, draw, "CREATE DEFINER=`a`@`%` PROCEDURE " + quoted + "()");
      default ->
          new Piece(
              database,
              table,
              Part.CODE,
              0,
              "DELIMITER ;;\n/*!50003 CREATE*/ /*!50003 TRIGGER %s BEFORE INSERT ON %s FOR EACH ROW BEGIN\n%s END */;;\nDELIMITER ;\n"
                  .formatted(quoted, quoted, draw.joined(5, BODIES)));
    };
  }

  private static Piece code(String database, Draw draw, String head) {
    return new Piece(
        database,
        null,
        Part.CODE,
        0,
        "DELIMITER ;;\n%s BEGIN\n%s END ;;\nDELIMITER ;\n".formatted(head, draw.joined(5, BODIES)));
  }

  private static Piece inserted(String database, String table, Draw draw) {
    List<String> rows =
        draw.list(
            1,
            4,
            d ->
                "(%d,'%s',_binary \"%s\",NULL,-1.5,0xFF)"
                    .formatted(
                        d.between(0, 99),
                        d.joined(6, TEXTS),
                        d.joined(3, TEXTS).replace("\"", "")));
    String between = draw.of(List.of(",", ",\n", " , /* it's (1) */ "));
    String into = draw.of(List.of("", "\u0001."));
    String text =
        "INSERT INTO %s%s%s VALUES%s%s;\n"
            .formatted(
                into,
                SqlName.quoted(table),
                draw.of(List.of("", " (`a`, `values`)")),
                draw.of(List.of(" ", "\n")),
                String.join(between, rows));
    return data(database, table, rows.size(), text);
  }

  private static Piece data(String database, String table, int rows, String text) {
    return new Piece(database, table, Part.DATA, rows, text);
  }

  private static Piece session(String text) {
    return new Piece(null, null, Part.EVERYWHERE, 0, text);
  }
}
