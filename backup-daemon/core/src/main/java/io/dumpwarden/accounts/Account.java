package io.dumpwarden.accounts;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may hold privileges.
 *
 * @param host empty for MariaDB's roles
 * @param role whether it is one of MariaDB's roles; MySQL's are accounts
 */
record Account(String user, String host, boolean role) {

  private static final Pattern SQL =
      Pattern.compile("`((?:[^`]|``)*)`(?:@`((?:[^`]|``)*)`)?", Pattern.DOTALL);

  private static final Set<String> SYSTEM =
      Set.of("mysql.sys", "mysql.session", "mysql.infoschema", "mariadb.sys");

  static Account of(String user, String host) {
    return new Account(user, host, false);
  }

  /** Of {@code CURRENT_USER()}: a user may hold an at sign, a host may not. */
  static Account parse(String current) {
    int at = current.lastIndexOf('@');
    return of(current.substring(0, at), current.substring(at + 1));
  }

  /** Of a name as statements have it; empty for one that is not quoted. */
  static Optional<Account> ofSql(String name) {
    Matcher parts = SQL.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String host = parts.group(2);
    return Optional.of(
        new Account(
            parts.group(1).replace("``", "`"),
            host == null ? "" : host.replace("``", "`"),
            host == null));
  }

  /** One that every server makes for itself. */
  boolean isSystem() {
    return host.equals("localhost") && SYSTEM.contains(user);
  }

  /** What MariaDB grants to everybody: nothing that can be made. */
  boolean isPublic() {
    return role && user.equals("PUBLIC");
  }

  /** As statements name it, spelled as SHOW GRANTS spells it. */
  String sql() {
    if (isPublic()) {
      return user;
    }
    return role ? SqlText.name(user) : SqlText.name(user) + "@" + SqlText.name(host);
  }
}
