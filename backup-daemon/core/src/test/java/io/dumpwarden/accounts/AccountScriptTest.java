package io.dumpwarden.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountScriptTest {

  private static final String HOSTILE = "ANSI_QUOTES,NO_BACKSLASH_ESCAPES";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void takesWhatOneDatabaseNeeds(TestEngine engine) throws Exception {
    Source source = scene(engine);
    ServerAccounts server = new ServerAccounts(source);
    source.execute(
        "GRANT SELECT ON acc_shop.* TO acc_reader",
        "GRANT acc_reader TO acc_by_role",
        "GRANT acc_other TO acc_by_role",
        "GRANT INSERT ON `acc\\_shop`.* TO acc_named",
        "GRANT UPDATE ON `acc%`.* TO acc_pattern",
        "GRANT DELETE ON acc_shop.t TO acc_table",
        "GRANT SELECT (a) ON acc_shop.t TO acc_column",
        "GRANT EXECUTE ON PROCEDURE acc_shop.p TO acc_routine",
        "GRANT SELECT ON acc_crm.* TO acc_named, acc_elsewhere",
        "GRANT SELECT ON acc_crm.* TO acc_other",
        "GRANT PROCESS ON *.* TO acc_named, acc_elsewhere",
        "GRANT SELECT ON `acc\\_sho_`.* TO acc_near");
    Map<String, List<String>> before = server.seen();

    AccountScript.Result script = server.read(AccountScope.on(List.of("acc_shop")));

    assertThat(ours(script.accounts()))
        .extracting(name -> name.replaceAll("[`@%]", ""))
        .containsExactlyInAnyOrder(
            "acc_reader",
            "acc_by_role",
            "acc_named",
            "acc_pattern",
            "acc_table",
            "acc_column",
            "acc_routine",
            "acc_near");
    String sql = script.sql().reveal();
    assertThat(sql)
        .contains("-- beyond these databases: GRANT PROCESS ON *.* TO `acc_named`@`%`;\n")
        .contains("-- a role that is not in this script: GRANT `acc_other`")
        .doesNotContain("acc_crm", "\nGRANT PROCESS ON *.* TO `acc_named`");

    dropAll(source);
    server.load(sql, folder);
    for (String name : ours(script.accounts())) {
      List<String> expected =
          before.get(name).stream()
              .filter(line -> !line.contains("acc_crm"))
              .map(line -> line.replace("GRANT PROCESS ON", "GRANT USAGE ON"))
              .map(line -> line.replaceAll("`acc_other`(@`%`)?,? ?", ""))
              .filter(line -> !line.startsWith("GRANT TO"))
              .toList();
      assertThat(server.seen().get(name)).as(name).containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void saysWhatItMayNotSee(TestEngine engine) throws Exception {
    Source root = scene(engine);
    root.execute("CREATE USER acc_backup IDENTIFIED BY 'a-Password-1'");
    ServerAccounts backup = new ServerAccounts(root.as("acc_backup", "a-Password-1"));

    AccountScript.Result blind = backup.read(AccountScope.ALL);

    assertThat(blind.accounts()).containsExactly("`acc_backup`@`%`");
    assertThat(blind.warnings())
        .singleElement()
        .asString()
        .contains("all accounts but `acc_backup`@`%` missing")
        .endsWith("run GRANT SELECT ON mysql.* TO 'acc_backup'@'%';");
    assertThat(blind.sql().reveal()).endsWith(AccountScript.END_MARKER + "\n");

    root.execute("GRANT SELECT ON mysql.user TO acc_backup");
    AccountScript.Result listed = backup.read(AccountScope.ALL);
    assertThat(listed.warnings())
        .isNotEmpty()
        .allMatch(w -> w.endsWith("run GRANT SELECT ON mysql.* TO 'acc_backup'@'%';"))
        .noneMatch(w -> w.contains("$A$") || w.contains("*0E60"));

    assertThat(Files.readString(Path.of("../../README.md")))
        .contains("| any, for users and grants too | `GRANT SELECT ON mysql.* TO backup` |");
    String warning = blind.warnings().get(0);
    root.execute(warning.substring(warning.indexOf("run GRANT") + "run ".length()));
    assertThat(backup.read(AccountScope.ALL).warnings()).noneMatch(w -> w.contains("run GRANT"));
    assertThat(own(backup.read(AccountScope.ALL)))
        .isEqualTo(own(new ServerAccounts(root).read(AccountScope.ALL)));
    assertThat(blind.toString()).doesNotContain("IDENTIFIED");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void heedsNoModeOfTheSession(TestEngine engine) throws Exception {
    ServerAccounts server = new ServerAccounts(scene(engine));
    server.source().execute("GRANT SELECT ON `acc%`.* TO acc_pattern");
    String expected = server.read(AccountScope.ALL).sql().reveal();

    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION sql_mode = '" + HOSTILE + "', sql_quote_show_create = OFF");
      String read = server.read(connection, AccountScope.ALL).sql().reveal();

      assertThat(read).isEqualTo(expected);
      try (ResultSet row =
          statement.executeQuery("SELECT @@SESSION.sql_mode, @@SESSION.sql_quote_show_create")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo(HOSTILE);
        assertThat(row.getInt(2)).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void writesGrantsThatOutlivedTheirObjectsAsComments(TestEngine engine) throws Exception {
    Source source = scene(engine);
    source.fresh("acc_gone");
    source.execute(
        "CREATE TABLE acc_shop.gone (a INT)",
        "GRANT SELECT ON acc_shop.gone TO acc_table",
        "GRANT CREATE, DROP ON acc_shop.later TO acc_table",
        "DROP TABLE acc_shop.gone",
        "CREATE TABLE acc_shop.slim (a INT, `b``` INT)",
        "GRANT SELECT (A), UPDATE (`b```) ON acc_shop.slim TO acc_column, acc_near",
        "REVOKE UPDATE (`b```) ON acc_shop.slim FROM acc_near",
        "ALTER TABLE acc_shop.slim DROP COLUMN `b```",
        "CREATE PROCEDURE acc_gone.p() SELECT 1",
        "GRANT EXECUTE ON PROCEDURE acc_gone.p TO acc_routine",
        "DROP DATABASE acc_gone");
    ServerAccounts server = new ServerAccounts(source);

    AccountScript.Result script = server.read(AccountScope.on(List.of("acc_shop", "acc_gone")));

    assertThat(script.sql().reveal())
        .contains("-- on what is not there: GRANT SELECT ON `acc_shop`.`gone` TO `acc_table`")
        .contains("-- on what is not there: GRANT EXECUTE ON PROCEDURE `acc_gone`.`p` TO")
        .contains("\nGRANT CREATE, DROP ON `acc_shop`.`later` TO")
        .containsPattern("\nGRANT SELECT \\(`[Aa]`\\) ON `acc_shop`.`slim` TO `acc_near`");
    assertThat(script.warnings())
        .hasSize(3)
        .anyMatch(w -> w.contains("`acc_table`@`%`") && w.contains("`acc_shop`.`gone`"))
        .anyMatch(w -> w.contains("`acc_column`@`%`") && w.contains("`acc_shop`.`slim`"))
        .anyMatch(w -> w.contains("`acc_routine`@`%`") && w.contains("`acc_gone`.`p`"));
    server.load(script.sql().reveal(), folder);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MYSQL_8_0", "MYSQL_9"})
  void saysThatAFormerPasswordIsMissing(TestEngine engine) throws Exception {
    ServerAccounts server = new ServerAccounts(scene(engine));
    server
        .source()
        .execute("ALTER USER acc_named IDENTIFIED BY 'a-Password-2' RETAIN CURRENT PASSWORD");

    assertThat(server.read(AccountScope.ALL).warnings())
        .containsExactly("the former password of account `acc_named`@`%` is missing");
    assertThat(server.read(AccountScope.on(List.of("acc_crm"))).warnings()).isEmpty();
  }

  /** SHOW GRANTS for an anonymous account ends MySQL 8.0.15 where there is a grant on a routine. */
  @ParameterizedTest
  @EnumSource(value = TestEngine.class, names = "MYSQL_8_0")
  void doesNotEndTheServer(TestEngine engine) throws Exception {
    ServerAccounts server = new ServerAccounts(scene(engine));
    server.source().execute("GRANT EXECUTE ON PROCEDURE acc_shop.p TO acc_routine");
    server.source().execute("CREATE USER ''@'10.255.255.255'");
    try {
      assertThat(server.read(AccountScope.ALL).warnings())
          .singleElement()
          .asString()
          .contains("account ``@`10.255.255.255` is missing");
    } finally {
      server.source().execute("DROP USER ''@'10.255.255.255'");
    }
  }

  /** Two databases, and accounts and roles that may do nothing yet. */
  private static Source scene(TestEngine engine) throws SQLException {
    Source source = Source.of(Engines.shared(engine));
    source.fresh("acc_shop");
    source.fresh("acc_crm");
    dropAll(source);
    source.execute(
        "CREATE TABLE acc_shop.t (a INT)",
        "CREATE PROCEDURE acc_shop.p() SELECT 1",
        "CREATE ROLE acc_reader",
        "CREATE ROLE acc_other");
    for (String user : "by_role named pattern table column routine elsewhere near".split(" ")) {
      source.execute("CREATE USER acc_" + user + " IDENTIFIED BY 'a-Password-1'");
    }
    return source;
  }

  private static void dropAll(Source source) throws SQLException {
    for (String name : ours(List.copyOf(new ServerAccounts(source).seen().keySet()))) {
      source.execute((name.contains("@") ? "DROP USER " : "DROP ROLE ") + name);
    }
  }

  private static List<String> ours(List<String> names) {
    return names.stream().filter(name -> name.startsWith("`acc_")).toList();
  }

  /** Without what other tests left on the server, some of it out of the account's sight. */
  private static List<String> own(AccountScript.Result script) {
    return script.sql().reveal().lines().filter(line -> line.contains("acc_")).toList();
  }
}
