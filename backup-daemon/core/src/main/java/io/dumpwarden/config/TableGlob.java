package io.dumpwarden.config;

import java.util.List;

/**
 * A pattern for tables: {@code database.table}, each side a {@link Glob}. The first dot that no
 * backslash stands before parts the two.
 */
public record TableGlob(Glob database, Glob table) {

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where one side is missing
   */
  public static TableGlob parse(String text) {
    int dot = firstDot(text);
    if (dot < 1 || dot == text.length() - 1) {
      throw new IllegalArgumentException(
          "'%s' is not a table: write database.table, and \\. for a dot in the database's name"
              .formatted(text));
    }
    return new TableGlob(new Glob(text.substring(0, dot)), new Glob(text.substring(dot + 1)));
  }

  /** Reads a comma-separated list, as {@link Glob#parseList} does. */
  public static List<TableGlob> parseList(String text) {
    return Glob.parseList(text).stream().map(glob -> parse(glob.pattern())).toList();
  }

  /** Whether it names exactly one table: no side has a wildcard. */
  public boolean isPlain() {
    return database.isPlain() && table.isPlain();
  }

  public boolean matches(String databaseName, String tableName) {
    return database.matches(databaseName) && table.matches(tableName);
  }

  private static int firstDot(String text) {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '.' -> {
          return i;
        }
        case '\\' -> i++;
        default -> {
          // part of the database's pattern
        }
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return database + "." + table;
  }
}
