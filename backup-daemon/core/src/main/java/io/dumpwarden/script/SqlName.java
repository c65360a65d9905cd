package io.dumpwarden.script;

/** Names as SQL writes them. */
public final class SqlName {

  private SqlName() {}

  /** In backticks, those inside doubled. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
