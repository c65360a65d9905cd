package io.dumpwarden.rows;

import io.dumpwarden.source.ColumnFacts;
import java.nio.charset.StandardCharsets;

/**
 * How a column is read and written.
 *
 * @param expression what is selected
 * @param form where it comes as bytes; means nothing for others
 * @param before what stands in front of the digits of {@link ValueForm#TEXT_HEX}
 * @param decimals of the seconds
 */
record ColumnPlan(String expression, WireForm wire, ValueForm form, byte[] before, int decimals) {

  private static final byte[] NOTHING = {};

  /** For rows as text. */
  static ColumnPlan asText(ColumnFacts column) {
    String name = quoted(column.name());
    return switch (column.type()) {
      // Servers write six digits of it, but all of what it is calculated to.
      case "float" -> plain(name + " * 1e0", ValueForm.REAL);
      // With a number of decimals, that many are written, and not what is stored.
      case "double" ->
          plain(column.columnType().contains("(") ? name + " * 1e0" : name, ValueForm.REAL);
      case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year" ->
          plain(name, ValueForm.NUMBER);
      default -> either(column, name);
    };
  }

  /** For rows of a prepared statement. */
  static ColumnPlan asBinary(ColumnFacts column) {
    String name = quoted(column.name());
    boolean unsigned = column.columnType().contains("unsigned");
    return switch (column.type()) {
      case "tinyint" -> wire(name, unsigned ? WireForm.UNSIGNED_8 : WireForm.INT_8);
      case "smallint" -> wire(name, unsigned ? WireForm.UNSIGNED_16 : WireForm.INT_16);
      case "mediumint", "int" -> wire(name, unsigned ? WireForm.UNSIGNED_32 : WireForm.INT_32);
      case "bigint" -> wire(name, unsigned ? WireForm.UNSIGNED_64 : WireForm.INT_64);
      case "year" -> wire(name, WireForm.YEAR);
      case "decimal" -> plain(name, ValueForm.NUMBER);
      case "float" -> wire(name, WireForm.FLOAT);
      case "double" -> wire(name, WireForm.DOUBLE);
      case "date" -> wire(name, WireForm.DATE);
      case "datetime", "timestamp" -> ofTime(column, name, WireForm.DATE_TIME);
      case "time" -> ofTime(column, name, WireForm.TIME);
      default -> either(column, name);
    };
  }

  /** A point in time that the table does not list as a column. */
  static ColumnPlan asText(String name) {
    return plain(quoted(name), ValueForm.TEXT);
  }

  /** Likewise in a prepared statement. */
  static ColumnPlan asBinary(String name) {
    return new ColumnPlan(quoted(name), WireForm.DATE_TIME, ValueForm.TEXT, NOTHING, 6);
  }

  /** What has the same form in both: its bytes, with their length. */
  private static ColumnPlan either(ColumnFacts column, String name) {
    return switch (column.type()) {
      case "bit", "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
          plain(name, ValueForm.HEX);
      case "geometry", "point", "linestring", "polygon", "multipoint", "multilinestring" ->
          plain(name, ValueForm.HEX);
      case "multipolygon", "geometrycollection", "geomcollection" -> plain(name, ValueForm.HEX);
      // The driver does not know the type, and fails.
      case "vector" -> plain("CAST(" + name + " AS BINARY)", ValueForm.HEX);
      case "enum", "set" ->
          // The number is read as text, since servers differ in how wide they send it.
          isTold(column)
              ? text(column, name)
              : plain("CONCAT(CAST(" + name + " AS UNSIGNED))", ValueForm.NUMBER);
      default -> text(column, name);
    };
  }

  /**
   * Whether a member's text tells which one it is. No value looks like an empty text, which is
   * another value where it is a member; and servers show a question mark for characters that their
   * definitions have no room for.
   */
  private static boolean isTold(ColumnFacts column) {
    return !EnumMembers.haveEmpty(column.columnType()) && column.columnType().indexOf('?') < 0;
  }

  private static ColumnPlan text(ColumnFacts column, String name) {
    String characterSet = column.characterSet();
    if (characterSet == null) {
      return plain(name, ValueForm.TEXT);
    }
    return switch (characterSet) {
      case "utf8mb4", "utf8mb3", "utf8" -> plain(name, ValueForm.TEXT);
      case "latin1" -> plain(name, ValueForm.LATIN1);
      default -> {
        String before = "_" + characterSet + " x'";
        byte[] bytes = before.getBytes(StandardCharsets.US_ASCII);
        yield new ColumnPlan(name, WireForm.BYTES, ValueForm.TEXT_HEX, bytes, 0);
      }
    };
  }

  private static ColumnPlan ofTime(ColumnFacts column, String name, WireForm wire) {
    String type = column.columnType();
    int bracket = type.indexOf('(');
    int decimals = bracket < 0 ? 0 : type.charAt(bracket + 1) - '0';
    return new ColumnPlan(name, wire, ValueForm.TEXT, NOTHING, decimals);
  }

  private static ColumnPlan plain(String expression, ValueForm form) {
    return new ColumnPlan(expression, WireForm.BYTES, form, NOTHING, 0);
  }

  private static ColumnPlan wire(String expression, WireForm wire) {
    return new ColumnPlan(expression, wire, ValueForm.NUMBER, NOTHING, 0);
  }

  /** Whether its bytes depend on a character set. */
  boolean isText() {
    return form == ValueForm.TEXT || form == ValueForm.LATIN1 || form == ValueForm.TEXT_HEX;
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
