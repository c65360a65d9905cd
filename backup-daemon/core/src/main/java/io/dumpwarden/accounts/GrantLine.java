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

  /** What is not known here, which nobody may take for nothing. */
  record Unknown(String line, String holder) implements GrantLine {}

  /** Limits of an account may follow, in MariaDB's lines. */
  Pattern GRANT_OPTION = Pattern.compile(" WITH GRANT OPTION(?: MAX_\\w+ [\\d.]+)*$");

  Pattern NAME = Pattern.compile("`((?:[^`]|``)*)`", Pattern.DOTALL);

  Pattern VERBS = Pattern.compile("GRANT |REVOKE |SET DEFAULT ROLE ");

  String DEFAULT_ROLE = "SET DEFAULT ROLE ";

  /** Empty for what is not needed. */
  static Optional<GrantLine> parse(String line) {
    if (line.startsWith("GRANT PROXY ")) {
      return Optional.empty();
    }
    int to = SqlText.find(line, preposition(line), 0);
    if (to < 0) {
      return Optional.of(new Unknown(line, ""));
    }
    String holder = line.substring(to + preposition(line).length());
    return Optional.of(
        known(line, line.substring(0, to), holder).orElseGet(() -> new Unknown(line, holder)));
  }

  private static String preposition(String line) {
    if (line.startsWith(DEFAULT_ROLE)) {
      return " FOR ";
    }
    return line.startsWith("REVOKE ") ? " FROM " : " TO ";
  }

  /**
   * @param what the line up to whom it is about
   */
  private static Optional<GrantLine> known(String line, String what, String holder) {
    if (!VERBS.matcher(what).lookingAt()) {
      return Optional.empty();
    }
    if (what.startsWith(DEFAULT_ROLE)) {
      return Optional.of(new DefaultRole(what.substring(DEFAULT_ROLE.length()), holder));
    }
    int verb = what.indexOf(' ') + 1;
    int on = SqlText.find(what, " ON ", verb);
    if (on < 0) {
      boolean admin = line.endsWith(" WITH ADMIN OPTION");
      return Optional.of(new Roles(SqlText.parts(what.substring(verb)), admin, holder));
    }
    boolean grantable = GRANT_OPTION.matcher(line).find();
    return GrantObject.parse(what.substring(on + " ON ".length()))
        .map(
            object ->
                new Privileges(
                    what.startsWith("REVOKE "),
                    what.substring(verb, on),
                    object,
                    grantable,
                    holder));
  }
}
