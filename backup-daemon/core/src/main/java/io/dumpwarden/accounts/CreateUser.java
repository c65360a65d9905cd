package io.dumpwarden.accounts;

import java.util.List;

/**
 * What SHOW CREATE USER says, as a statement that makes the account where it is missing.
 *
 * @param sql ends with a semicolon
 * @param defaultRoles roles that a login gives, which must be there and granted before
 */
record CreateUser(String sql, List<String> defaultRoles) {

  private static final String VERB = "CREATE USER ";
  private static final String DEFAULT_ROLE = " DEFAULT ROLE ";
  private static final String REQUIRE = " REQUIRE ";
  private static final String ATTRIBUTE = " ATTRIBUTE ";

  static CreateUser of(AccountRow row, String shown) {
    int behindName = SqlText.find(shown, " ", VERB.length());
    String clauses = behindName < 0 ? "" : escaped(shown.substring(behindName), row);
    List<String> roles = List.of();
    int start = SqlText.find(clauses, DEFAULT_ROLE, 0);
    if (start >= 0) {
      int require = SqlText.find(clauses, REQUIRE, start);
      int end = require < 0 ? clauses.length() : require;
      roles = SqlText.parts(clauses.substring(start + DEFAULT_ROLE.length(), end));
      clauses = clauses.substring(0, start) + clauses.substring(end);
    }
    return new CreateUser(
        "CREATE USER IF NOT EXISTS " + row.account().sql() + attribute(clauses, row) + ";", roles);
  }

  /** Servers write some texts as they are, quotes and all. */
  private static String escaped(String clauses, AccountRow row) {
    String escaped = clauses;
    for (String text : row.plainTexts()) {
      escaped = escaped.replace("'" + text + "'", SqlText.literal(text));
    }
    return escaped;
  }

  /** Servers show attributes in a character set that does not hold all of them. */
  private static String attribute(String clauses, AccountRow row) {
    int start = SqlText.find(clauses, ATTRIBUTE, 0);
    return start < 0 || row.attribute().isEmpty()
        ? clauses
        : clauses.substring(0, start) + ATTRIBUTE + SqlText.literal(row.attribute());
  }
}
