package io.dumpwarden.drill;

/** Names in SQL. */
final class Identifier {

  private Identifier() {}

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  static String quoted(String database, String name) {
    return quoted(database) + "." + quoted(name);
  }
}
