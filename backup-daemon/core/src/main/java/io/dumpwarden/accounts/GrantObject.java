package io.dumpwarden.accounts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What privileges are granted on.
 *
 * @param text as the server wrote it: {@code PROCEDURE `shop`.`p`}
 * @param kind {@code PROCEDURE} and the like; empty for tables and everything larger
 * @param database {@code *}, or a pattern where the table is {@code *}
 * @param table {@code *}, or the name of a table, view or routine
 */
record GrantObject(String text, String kind, String database, String table) {

  private static final String NAME = "(\\*|`(?:[^`]|``)*`)";
  private static final Pattern OBJECT =
      Pattern.compile("(?:([A-Z ]+) )?" + NAME + "\\." + NAME, Pattern.DOTALL);

  /** Empty for a kind of object that is not known here. */
  static Optional<GrantObject> parse(String text) {
    Matcher parts = OBJECT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String kind = parts.group(1) == null ? "" : parts.group(1);
    return Optional.of(
        new GrantObject(text, kind, unquoted(parts.group(2)), unquoted(parts.group(3))));
  }

  boolean isOnEverything() {
    return text.equals("*.*");
  }

  boolean isOnDatabases() {
    return text.endsWith(".*") && !isOnEverything();
  }

  /** On something that must be there when it is granted. */
  boolean isInDatabase() {
    return !text.endsWith(".*");
  }

  boolean isTable() {
    return isInDatabase() && (kind.isEmpty() || kind.equals("TABLE"));
  }

  private static String unquoted(String name) {
    return name.startsWith("`") ? name.substring(1, name.length() - 1).replace("``", "`") : name;
  }
}
