package io.dumpwarden.script;

/** A table, sequence or view as a dump names it. */
public record ScriptTable(String database, String table) {

  @Override
  public String toString() {
    return SqlName.quoted(database) + "." + SqlName.quoted(table);
  }
}
