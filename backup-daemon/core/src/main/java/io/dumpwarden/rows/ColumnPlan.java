package io.dumpwarden.rows;

import io.dumpwarden.source.ColumnFacts;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * How a column is read and written.
 *
 * @param expression what is selected
 * @param before what stands in front of the digits of {@link ValueForm#TEXT_HEX}
 */
record ColumnPlan(String expression, ValueForm form, byte[] before) {

  private static final Set<String> WHOLE =
      Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year");
  private static final Set<String> BYTES =
      Set.of(
          "bit",
          "binary",
          "varbinary",
          "tinyblob",
          "blob",
          "mediumblob",
          "longblob",
          "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection",
          "geomcollection");
  private static final Set<String> UTF8 = Set.of("utf8mb4", "utf8mb3", "utf8");
  private static final byte[] NOTHING = {};

  static ColumnPlan of(ColumnFacts column) {
    String name = quoted(column.name());
    return switch (column.type()) {
      // Servers write six digits of it, but all of what it is calculated to.
      case "float" -> new ColumnPlan(name + " * 1e0", ValueForm.REAL, NOTHING);
      // With a number of decimals, that many are written, and not what is stored.
      case "double" ->
          new ColumnPlan(
              column.columnType().contains("(") ? name + " * 1e0" : name, ValueForm.REAL, NOTHING);
      // The driver does not know the type, and fails.
      case "vector" -> new ColumnPlan("CAST(" + name + " AS BINARY)", ValueForm.HEX, NOTHING);
      case "enum", "set" -> choice(column, name);
      default -> new ColumnPlan(name, form(column), before(column));
    };
  }

  /** Of a point in time that the table does not list as a column. */
  static ColumnPlan ofTime(String name) {
    return new ColumnPlan(quoted(name), ValueForm.TEXT, NOTHING);
  }

  /** Without a value there is an empty text, which is another where it is a member itself. */
  private static ColumnPlan choice(ColumnFacts column, String name) {
    if (hasEmptyMember(column.columnType())) {
      return new ColumnPlan("CAST(" + name + " AS UNSIGNED)", ValueForm.NUMBER, NOTHING);
    }
    return new ColumnPlan(name, form(column), before(column));
  }

  /** Of a type such as {@code enum('it''s','')}. */
  static boolean hasEmptyMember(String type) {
    int at = type.indexOf('\'');
    while (at >= 0) {
      int end = at + 1;
      while (type.startsWith("''", end) || end < type.length() && type.charAt(end) != '\'') {
        end += type.charAt(end) == '\'' ? 2 : 1;
      }
      if (end == at + 1) {
        return true;
      }
      at = type.indexOf('\'', end + 1);
    }
    return false;
  }

  private static ValueForm form(ColumnFacts column) {
    String characterSet = column.characterSet();
    if (WHOLE.contains(column.type())) {
      return ValueForm.NUMBER;
    } else if (BYTES.contains(column.type())) {
      return ValueForm.HEX;
    } else if (characterSet == null || UTF8.contains(characterSet)) {
      return ValueForm.TEXT;
    }
    return characterSet.equals("latin1") ? ValueForm.LATIN1 : ValueForm.TEXT_HEX;
  }

  private static byte[] before(ColumnFacts column) {
    return ("_" + column.characterSet() + " x'").getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether its bytes depend on a character set. */
  boolean isText() {
    return switch (form) {
      case NUMBER, REAL, HEX -> false;
      case TEXT, LATIN1, TEXT_HEX -> true;
    };
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
