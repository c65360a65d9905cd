package io.dumpwarden.accounts;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.TestEngine;
import java.sql.SQLException;
import java.util.List;

/** Accounts with everything that accounts can have, and names that quoting must survive. */
final class NastyAccounts {

  static final String ODD_USER = "o'd\"d`@\\u";
  static final String PASSWORD = "pässwörd-Ünd-more1";

  private static final String ODD = "`o'd\"d``@\\u`@`127.0.0.%`";

  private static final List<String> OBJECTS =
      List.of(
          "CREATE DATABASE shop",
          "CREATE DATABASE my_shop",
          "CREATE DATABASE `o``dd\"'\\x`",
          "CREATE TABLE shop.t (a INT, `b``c` INT)",
          "CREATE TABLE `o``dd\"'\\x`.`t``\"'` (`c``\"'` INT)",
          "CREATE VIEW shop.v AS SELECT a FROM shop.t",
          "CREATE PROCEDURE shop.`p``q`() SELECT 1",
          "CREATE FUNCTION shop.f() RETURNS INT DETERMINISTIC RETURN 1");

  private static final List<String> ACCOUNTS =
      List.of(
          "CREATE ROLE reader",
          "CREATE ROLE `r``2'\"@x`",
          "CREATE ROLE elsewhere",
          "CREATE USER " + ODD + " IDENTIFIED BY '" + PASSWORD + "'",
          "CREATE USER limited@'%' IDENTIFIED BY 'a-Password-1' REQUIRE ISSUER '/C=X''Y\\\\'"
              + " AND SUBJECT '/S=\"z\"' AND CIPHER 'AES'"
              + " WITH MAX_QUERIES_PER_HOUR 3 MAX_USER_CONNECTIONS 2"
              + " PASSWORD EXPIRE INTERVAL 12 DAY",
          "ALTER USER limited@'%' ACCOUNT LOCK",
          "CREATE USER expired@localhost IDENTIFIED BY 'a-Password-1' PASSWORD EXPIRE",
          "CREATE USER lasting@localhost IDENTIFIED BY 'a-Password-1' REQUIRE SSL"
              + " PASSWORD EXPIRE NEVER",
          "CREATE USER wide@'10.%' IDENTIFIED BY 'a-Password-1' REQUIRE X509",
          "CREATE USER nothing@'%'",
          "GRANT reader TO " + ODD,
          "GRANT `r``2'\"@x` TO limited@'%' WITH ADMIN OPTION",
          "GRANT reader TO `r``2'\"@x`",
          "GRANT reader TO limited@'%'",
          "GRANT elsewhere TO limited@'%'",
          "GRANT SELECT ON shop.* TO reader",
          "GRANT SELECT ON `my\\_shop`.* TO reader",
          "GRANT SELECT ON mysql.* TO elsewhere",
          "GRANT INSERT ON `my_shop`.* TO limited@'%'",
          "GRANT UPDATE ON `my%`.* TO limited@'%' WITH GRANT OPTION",
          "GRANT DELETE ON `o``dd\"'\\x`.* TO limited@'%'",
          "GRANT SELECT (a, `b``c`), INSERT (a), DELETE ON shop.t TO limited@'%'",
          "GRANT SELECT, SHOW VIEW ON shop.v TO limited@'%' WITH GRANT OPTION",
          "GRANT SELECT (`c``\"'`) ON `o``dd\"'\\x`.`t``\"'` TO " + ODD,
          "GRANT EXECUTE ON PROCEDURE shop.`p``q` TO limited@'%'",
          "GRANT EXECUTE, ALTER ROUTINE ON FUNCTION shop.f TO expired@localhost",
          "GRANT ALL ON *.* TO wide@'10.%' WITH GRANT OPTION",
          "GRANT PROXY ON " + ODD + " TO nothing@'%' WITH GRANT OPTION",
          "GRANT PROXY ON limited@'%' TO " + ODD,
          "GRANT PROCESS, RELOAD ON *.* TO limited@'%'");

  private static final List<String> MARIADB =
      List.of(
          "CREATE ROLE kept WITH ADMIN reader",
          "CREATE USER socket@localhost IDENTIFIED VIA mysql_native_password"
              + " USING PASSWORD('x') OR unix_socket",
          "CREATE USER named@localhost IDENTIFIED VIA unix_socket AS 'it''s \"q\" \\\\'",
          "ALTER USER limited@'%' WITH MAX_STATEMENT_TIME 1.5",
          "SET DEFAULT ROLE reader FOR " + ODD,
          "GRANT BINLOG MONITOR ON *.* TO lasting@localhost WITH GRANT OPTION",
          "CREATE USER ''@localhost",
          "GRANT SELECT ON my_shop.* TO ''@localhost",
          "GRANT SHOW VIEW ON shop.* TO PUBLIC");

  private static final List<String> MYSQL =
      List.of(
          "CREATE ROLE local@localhost",
          "GRANT local@localhost TO limited@'%'",
          "CREATE USER hashed@'%' IDENTIFIED WITH sha256_password BY 'a-Password-1'",
          "ALTER USER limited@'%' PASSWORD HISTORY 4 PASSWORD REUSE INTERVAL 5 DAY"
              + " PASSWORD REQUIRE CURRENT",
          "SET DEFAULT ROLE ALL TO limited@'%'",
          "SET DEFAULT ROLE reader TO " + ODD,
          "GRANT BACKUP_ADMIN, XA_RECOVER_ADMIN ON *.* TO lasting@localhost",
          "GRANT BINLOG_ADMIN ON *.* TO nothing@'%' WITH GRANT OPTION");

  private static final List<String> MYSQL_9 =
      List.of(
          "CREATE USER commented@'%' COMMENT 'it''s \"a\" \\\\ \uD83D\uDE00'",
          "CREATE USER described@'%' FAILED_LOGIN_ATTEMPTS 3 PASSWORD_LOCK_TIME UNBOUNDED"
              + " ATTRIBUTE '{\"a\": \"it''s \\\\\"q\\\\\" \uD83D\uDE00\", \"b\": 1.50}'",
          "CREATE USER ''@localhost",
          "GRANT SELECT ON my_shop.* TO ''@localhost",
          "GRANT SELECT, INSERT ON *.* TO partly@'%'",
          "REVOKE INSERT ON mysql.* FROM partly@'%'");

  private NastyAccounts() {}

  /** What their grants are on, and what it takes to grant them all. */
  static void objects(Source source) throws SQLException {
    source.execute(OBJECTS.toArray(String[]::new));
    String anybody = source.engine().flavor().equals("mariadb") ? "%" : "";
    source.execute(
        """
        INSERT INTO mysql.proxies_priv (Host, User, Proxied_host, Proxied_user, With_grant)
        VALUES ('127.0.0.1', '%s', '%s', '', 1)"""
            .formatted(source.login().user(), anybody),
        "FLUSH PRIVILEGES");
  }

  static void accounts(Source source, TestEngine engine) throws SQLException {
    source.execute(ACCOUNTS.toArray(String[]::new));
    if (source.engine().flavor().equals("mariadb")) {
      source.execute(MARIADB.toArray(String[]::new));
      return;
    }
    source.execute(MYSQL.toArray(String[]::new));
    if (engine != TestEngine.MYSQL_8_0) {
      source.execute("SET GLOBAL partial_revokes = ON", "CREATE USER partly@'%'");
      source.execute(MYSQL_9.toArray(String[]::new));
    }
  }
}
