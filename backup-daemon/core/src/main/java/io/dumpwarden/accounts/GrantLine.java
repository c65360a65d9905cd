package io.dumpwarden.accounts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of SHOW GRANTS, without what is said better elsewhere: how the account proves itself
 * (SHOW CREATE USER), and proxies, whose names the servers do not quote (mysql.proxies_priv).
 */
sealed interface GrantLine {

  /** The text behind {@code TO}: who it is, and what follows. */
  String holder();

  /**
   * Privileges on something.
   *
   * @param revoked whether they are taken away, from what is granted on everything
   */
  record Privileges(
      boolean revoked, String privileges, GrantObject object, boolean grantable, String holder)
      implements GrantLine {

    /** Whether it says only that there is an account. */
    boolean isEmpty() {
      return privileges.equals("USAGE") && !grantable;
    }

    /** Whether the server takes it although its table is not there. */
    boolean makesTables() {
      return SqlText.parts(privileges).stream()
          .anyMatch(p -> p.equals("CREATE") || p.equals("ALL PRIVILEGES"));
    }

    /** The columns that it names. */
    List<String> columns() {
      return NAME.matcher(privileges).results().map(m -> m.group(1).replace("``", "`")).toList();
    }

    String sql(Account account) {
      return (revoked ? "REVOKE " : "GRANT ")
          + privileges
          + " ON "
          + object.text()
          + (revoked ? " FROM " : " TO ")
          + account.sql()
          + (grantable ? " WITH GRANT OPTION;" : ";");
    }
  }

  /** Roles, each as statements name it. */
  record Roles(List<String> roles, boolean admin, String holder) implements GrantLine {}

  /** The role that MariaDB gives with the login. */
  record DefaultRole(String role, String holder) implements GrantLine {}

  /** Limits of an account may follow, in MariaDB's lines. */
  Pattern GRANT_OPTION = Pattern.compile(" WITH GRANT OPTION(?: MAX_\\w+ [\\d.]+)*$");

  Pattern NAME = Pattern.compile("`((?:[^`]|``)*)`", Pattern.DOTALL);

  String DEFAULT_ROLE = "SET DEFAULT ROLE ";

  /** Empty for what is not needed. */
  static Optional<GrantLine> parse(String line) {
    if (line.startsWith(DEFAULT_ROLE)) {
      int end = SqlText.find(line, " FOR ", 0);
      return Optional.of(
          new DefaultRole(
              line.substring(DEFAULT_ROLE.length(), end), line.substring(end + " FOR ".length())));
    }
    boolean revoked = line.startsWith("REVOKE ");
    if (line.startsWith("GRANT PROXY ") || !revoked && !line.startsWith("GRANT ")) {
      return Optional.empty();
    }
    return revoked ? privileges(line, "REVOKE ", " FROM ") : granted(line);
  }

  private static Optional<GrantLine> granted(String line) {
    int on = SqlText.find(line, " ON ", 0);
    int to = SqlText.find(line, " TO ", 0);
    if (on >= 0 && on < to) {
      return privileges(line, "GRANT ", " TO ");
    }
    return Optional.of(
        new Roles(
            SqlText.parts(line.substring("GRANT ".length(), to)),
            line.endsWith(" WITH ADMIN OPTION"),
            line.substring(to + " TO ".length())));
  }

  private static Optional<GrantLine> privileges(String line, String verb, String preposition) {
    int on = SqlText.find(line, " ON ", 0);
    int to = SqlText.find(line, preposition, on);
    return GrantObject.parse(line.substring(on + " ON ".length(), to))
        .map(
            object ->
                new Privileges(
                    verb.equals("REVOKE "),
                    line.substring(verb.length(), on),
                    object,
                    GRANT_OPTION.matcher(line).find(),
                    line.substring(to + preposition.length())));
  }
}
