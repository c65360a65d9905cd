package io.dumpwarden.source;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of SHOW GRANTS, where it speaks of privileges on everything, a database or a table.
 *
 * @param revoked whether it takes away, from what is granted on everything
 * @param database {@code *}, or a pattern as {@code LIKE} has them
 * @param table {@code *} or a name
 * @param holder the account, or the role that the account has
 */
record Grant(
    boolean revoked, Set<String> privileges, String database, String table, String holder) {

  private static final String NAME = "(`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\"|[^\\s.`\"'@()]+)";

  /** Lines about columns, routines, roles and proxies prove nothing here and do not match. */
  private static final Pattern LINE =
      Pattern.compile(
          "(GRANT|REVOKE) ([A-Za-z_, ]+) ON (?:TABLE )?"
              + NAME
              + "\\."
              + NAME
              + " (?:TO|FROM) (\\S+).*",
          Pattern.DOTALL);

  private static final String ALL = "ALL PRIVILEGES";

  static Optional<Grant> parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Set<String> privileges =
        Arrays.stream(parts.group(2).split(",")).map(String::strip).collect(Collectors.toSet());
    return Optional.of(
        new Grant(
            parts.group(1).equals("REVOKE"),
            privileges,
            unquoted(parts.group(3)),
            unquoted(parts.group(4)),
            parts.group(5)));
  }

  boolean holds(String privilege) {
    return privileges.contains(privilege) || privileges.contains(ALL);
  }

  boolean isOnEverything() {
    return database.equals("*") && table.equals("*");
  }

  boolean isOnDatabases() {
    return !database.equals("*") && table.equals("*");
  }

  boolean isOnTable(String schema, String name) {
    return database.equals(schema) && table.equals(name);
  }

  /** Whether it names this database and can name no other. */
  boolean names(String name) {
    return database.equals(escaped(name)) || database.equals(name) && !hasWildcard();
  }

  /** Whether its pattern fits. */
  boolean fits(String name) {
    return new DatabasePattern(database).fits(name);
  }

  /** A database's name as a pattern that only it fits. */
  static String escaped(String database) {
    return database.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
  }

  private boolean hasWildcard() {
    return database.matches("(?s).*[%_\\\\].*");
  }

  private static String unquoted(String name) {
    char quote = name.charAt(0);
    return quote == '`' || quote == '"'
        ? name.substring(1, name.length() - 1).replace("" + quote + quote, "" + quote)
        : name;
  }
}
