package io.dumpwarden.dump;

/** A table's or view's name, as it stands: unquoted. */
public record ObjectName(String database, String name) {

  @Override
  public String toString() {
    return database + "." + name;
  }
}
