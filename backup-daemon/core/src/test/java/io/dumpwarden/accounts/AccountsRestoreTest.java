package io.dumpwarden.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.accounts.AccountsRestore.Outcome;
import io.dumpwarden.accounts.AccountsRestore.Result;
import io.dumpwarden.accounts.AccountsRestore.Wish;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountsRestoreTest {

  private static final String PASSWORD = "a-Password-1";

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void makesWhatIsMissingAndLeavesAloneWhatIsThere(TestEngine engine) throws Exception {
    Source source = scene(engine);
    ServerAccounts server = new ServerAccounts(source);
    Map<String, List<String>> before = server.seen();
    String script = server.read(AccountScope.on(List.of("res_shop", "res_crm"))).sql().reveal();
    source.execute(
        "DROP USER res_gone",
        "DROP ROLE res_role",
        "ALTER USER res_stays IDENTIFIED BY 'a-Password-2'",
        "REVOKE SELECT ON res_shop.* FROM res_stays");
    List<String> stays = server.seen().get("`res_stays`@`%`");

    List<Result> results = apply(source, script, Wish.MISSING_ONES);

    assertThat(outcome(results, "`res_gone`@`%`")).isEqualTo(Outcome.CREATED);
    assertThat(outcome(results, role(engine))).isEqualTo(Outcome.CREATED);
    assertThat(outcome(results, "`res_stays`@`%`")).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(server.seen().get("`res_stays`@`%`")).isEqualTo(stays);
    assertThat(server.seen().get("`res_gone`@`%`")).isEqualTo(before.get("`res_gone`@`%`"));
    assertThat(results).flatExtracting(Result::problems).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void replacesWhatIsThereWhenToldSo(TestEngine engine) throws Exception {
    Source source = scene(engine);
    ServerAccounts server = new ServerAccounts(source);
    Map<String, List<String>> before = server.seen();
    String script = server.read(AccountScope.on(List.of("res_shop"))).sql().reveal();
    source.execute(
        "ALTER USER res_stays IDENTIFIED BY 'a-Password-2'",
        "REVOKE SELECT ON res_shop.* FROM res_stays");

    List<Result> results = apply(source, script, new Wish(true, Map.of(), List.of()));

    assertThat(outcome(results, "`res_stays`@`%`")).isEqualTo(Outcome.REPLACED);
    assertThat(server.seen()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void grantsFollowTheirDatabaseToItsNewName(TestEngine engine) throws Exception {
    Source source = scene(engine);
    source.fresh("res_new");
    source.execute("CREATE TABLE res_new.t (a INT)");
    ServerAccounts server = new ServerAccounts(source);
    String script = server.read(AccountScope.on(List.of("res_shop", "res_crm"))).sql().reveal();
    drop(source);

    List<Result> results =
        apply(source, script, new Wish(false, Map.of("res_shop", "res_new"), List.of("res_crm")));

    assertThat(server.seen().get("`res_gone`@`%`"))
        .anyMatch(line -> line.contains("`res\\_new`.*"))
        .anyMatch(line -> line.contains("`res_new`.`t`"))
        .noneMatch(line -> line.contains("res_shop") || line.contains("res_crm"));
    assertThat(problems(results, "`res_pattern`@`%`"))
        .singleElement()
        .asString()
        .contains("`res%`.* does not follow res_shop to its new name");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void whatTheServerRefusesFailsThatAccountAloneAndTellsNoSecret(TestEngine engine)
      throws Exception {
    Source source = scene(engine);
    ServerAccounts server = new ServerAccounts(source);
    String script = server.read(AccountScope.on(List.of("res_shop"))).sql().reveal();
    drop(source);
    String secret = "$A$005$0123456789012345678901234567890123456789";
    String broken =
        script.replaceFirst(
            "(?s)(CREATE USER IF NOT EXISTS `res_gone`@`%`).*?;\n",
            "$1 IDENTIFIED QUITE 'otherwise' AS '" + secret.replace("$", "\\$") + "';\n");
    assertThat(broken).contains(secret);

    List<Result> results = apply(source, broken, Wish.MISSING_ONES);

    assertThat(outcome(results, "`res_gone`@`%`")).isEqualTo(Outcome.FAILED);
    assertThat(problems(results, "`res_gone`@`%`"))
        .singleElement()
        .asString()
        .contains("cannot be made: ", "(error 1064)")
        .doesNotContain("0123456789");
    assertThat(outcome(results, "`res_stays`@`%`")).isEqualTo(Outcome.CREATED);
    assertThat(server.seen()).containsKey("`res_stays`@`%`").doesNotContainKey("`res_gone`@`%`");
  }

  @Test
  void hashesOfTheOtherFlavorFailTheirAccountsAndNotTheRest() throws Exception {
    ServerAccounts mysql = new ServerAccounts(scene(TestEngine.MYSQL_9));
    String script = mysql.read(AccountScope.on(List.of("res_shop"))).sql().reveal();
    Source mariadb = scene(TestEngine.MARIADB_11_4);
    drop(mariadb);

    List<Result> results = apply(mariadb, script, Wish.MISSING_ONES);

    assertThat(results).extracting(Result::outcome).contains(Outcome.FAILED);
    assertThat(results)
        .flatExtracting(Result::problems)
        .isNotEmpty()
        .noneMatch(line -> line.toString().contains("$A$"));
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void anAccountThatMaySeeNothingOfOthersStillTellsWhatIsThere(TestEngine engine) throws Exception {
    Source source = scene(engine);
    ServerAccounts server = new ServerAccounts(source);
    String script = server.read(AccountScope.on(List.of("res_shop"))).sql().reveal();
    source.execute(
        "DROP USER res_gone",
        "CREATE USER res_restore IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT CREATE USER ON *.* TO res_restore",
        "GRANT SELECT ON res_shop.* TO res_restore WITH GRANT OPTION");

    List<Result> results =
        apply(source.as("res_restore", PASSWORD), script, new Wish(false, Map.of(), List.of()));

    assertThat(outcome(results, "`res_stays`@`%`")).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(problems(results, "`res_gone`@`%`")).as("it may not grant everything").isNotEmpty();
    assertThat(server.seen()).containsKey("`res_gone`@`%`");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void neverChangesTheAccountThatItWorksWith(TestEngine engine) throws Exception {
    Source source = scene(engine);
    source.execute(
        "CREATE USER res_restore IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT ALL ON *.* TO res_restore WITH GRANT OPTION");
    ServerAccounts server = new ServerAccounts(source);
    String script =
        server
            .read(AccountScope.ALL)
            .sql()
            .reveal()
            .replaceFirst(
                "(?s)(CREATE USER IF NOT EXISTS `res_restore`@`%`).*?;\n", "$1 ACCOUNT LOCK;\n");

    List<Result> results =
        apply(source.as("res_restore", PASSWORD), script, new Wish(true, Map.of(), List.of()));

    assertThat(outcome(results, "`res_restore`@`%`")).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(server.seen().get("`res_restore`@`%`")).noneMatch(line -> line.contains("LOCK;"));
  }

  @Test
  void aScriptThatWasCutOffIsRefusedBeforeAnythingIsDone() throws Exception {
    Source source = scene(TestEngine.MARIADB_11_4);
    ServerAccounts server = new ServerAccounts(source);
    String script = server.read(AccountScope.on(List.of("res_shop"))).sql().reveal();
    drop(source);
    String cut = script.substring(0, script.indexOf(AccountScript.END_MARKER));

    assertThatThrownBy(() -> apply(source, cut, Wish.MISSING_ONES))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT));
    assertThat(server.seen()).doesNotContainKey("`res_stays`@`%`");
  }

  private static List<Result> apply(Source source, String script, Wish wish) throws SQLException {
    try (Connection connection = new ServerAccounts(source).connect()) {
      return AccountsRestore.apply(script, connection, source.facts(), wish);
    }
  }

  private static Source scene(TestEngine engine) throws SQLException {
    Source source = Source.of(Engines.shared(engine));
    source.fresh("res_shop");
    source.fresh("res_crm");
    drop(source);
    source.execute(
        "CREATE TABLE res_shop.t (a INT)",
        "CREATE ROLE res_role",
        "CREATE USER res_gone IDENTIFIED BY '" + PASSWORD + "'",
        "CREATE USER res_stays IDENTIFIED BY '" + PASSWORD + "'",
        "CREATE USER res_pattern IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT SELECT ON res_shop.* TO res_role",
        "GRANT res_role TO res_gone",
        "GRANT INSERT, UPDATE ON `res\\_shop`.* TO res_gone",
        "GRANT DELETE ON res_shop.t TO res_gone",
        "GRANT SELECT ON res_crm.* TO res_gone",
        "GRANT SELECT ON res_shop.* TO res_stays",
        "GRANT SELECT ON `res%`.* TO res_pattern");
    return source;
  }

  private static void drop(Source source) throws SQLException {
    for (String name : new ArrayList<>(new ServerAccounts(source).seen().keySet())) {
      if (name.startsWith("`res_")) {
        source.execute((name.contains("@") ? "DROP USER " : "DROP ROLE ") + name);
      }
    }
  }

  private static String role(TestEngine engine) {
    return engine == TestEngine.MARIADB_11_4 ? "`res_role`" : "`res_role`@`%`";
  }

  private static Outcome outcome(List<Result> results, String name) {
    return results.stream()
        .filter(result -> result.name().equals(name))
        .map(Result::outcome)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + results));
  }

  private static List<String> problems(List<Result> results, String name) {
    return results.stream()
        .filter(result -> result.name().equals(name))
        .flatMap(result -> result.problems().stream())
        .toList();
  }
}
