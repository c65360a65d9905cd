package io.dumpwarden.definition;

/** How names and texts are written in SQL. */
final class Sql {

  private Sql() {}

  /** In backticks, which mean the same in every SQL mode. */
  static String name(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  static String name(String database, String object) {
    return name(database) + "." + name(object);
  }

  /** A literal for a session in which backslashes escape. */
  static String text(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** For a comment, which ends with its line. */
  static String inComment(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
