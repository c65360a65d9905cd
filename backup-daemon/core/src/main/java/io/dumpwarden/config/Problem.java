package io.dumpwarden.config;

/**
 * One thing wrong with one field of a configuration row.
 *
 * @param field the column's name
 * @param message what is wrong and what would be right: lower-case, no final stop
 */
public record Problem(String field, String message) {

  @Override
  public String toString() {
    return field + ": " + message;
  }
}
