package io.dumpwarden.config;

/**
 * Names a configuration row.
 *
 * @param key as {@link ConfigRow#key} gives it
 */
public record RowRef(ConfigKind kind, String key) {

  @Override
  public String toString() {
    return kind.table() + " " + key;
  }
}
