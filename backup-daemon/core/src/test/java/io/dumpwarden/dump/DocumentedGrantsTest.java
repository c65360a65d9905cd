package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Unproven;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exactly the grants that the README lists let a dump hold everything. */
class DocumentedGrantsTest {

  private static final String DATABASE = "grants_shop";
  private static final String PASSWORD = "test-password-Grants1";
  private static final Pattern STATEMENT = Pattern.compile("`(GRANT [^`]+ TO )backup`");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void showADumpEverything(TestEngine engine) throws Exception {
    Source root = database(engine);
    Source account = account(root, "grants_all", documented(root.facts()));

    try (OpenDump dump = account.dumper().open(account.request(DATABASE, folder))) {
      String sql = new String(dump.stream().readAllBytes(), StandardCharsets.UTF_8);
      dump.prove();
      assertThat(sql)
          .contains("a_table", "a_view", "a_trigger", "a_procedure", "a_function", "an_event")
          .contains("SELECT 'body of the procedure'");
      assertThat(dump.warnings()).noneMatch(w -> w.contains("may be missing"));
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void areEachMissedAndNamed(TestEngine engine) throws Exception {
    Source root = database(engine);
    for (String privilege :
        List.of("SELECT", "SHOW VIEW", "TRIGGER", "EVENT", "SHOW CREATE ROUTINE", "SHOW_ROUTINE")) {
      List<String> all = documented(root.facts());
      List<String> fewer = all.stream().map(grant -> without(privilege, grant)).toList();
      if (!all.equals(fewer)) {
        warnsAndNamesTheRemedy(account(root, "grants_fewer", fewer), root, privilege);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void mayComeFromARole(TestEngine engine) throws Exception {
    Source root = database(engine);
    Source account = account(root, "grants_by_role", List.of());
    root.execute("DROP ROLE IF EXISTS grants_role", "CREATE ROLE grants_role");
    for (String grant : documented(root.facts())) {
      root.execute(grant + "grants_role");
    }
    boolean mysql = root.engine().flavor().equals("mysql");
    root.execute(
        "GRANT grants_role TO grants_by_role",
        mysql
            ? "SET DEFAULT ROLE grants_role TO grants_by_role"
            : "SET DEFAULT ROLE grants_role FOR grants_by_role");

    assertThat(Unproven.in(DATABASE, account.facts())).isEmpty();
  }

  private void warnsAndNamesTheRemedy(Source account, Source root, String privilege)
      throws Exception {
    List<Unproven> unproven = Unproven.in(DATABASE, account.facts());
    assertThat(unproven).as("without " + privilege).isNotEmpty();
    if (!privilege.equals("SELECT")) {
      // without SELECT the database itself is out of sight
      try (OpenDump dump = account.dumper().open(account.request(DATABASE, folder))) {
        assertThat(dump.warnings()).containsAll(unproven.stream().map(Unproven::warning).toList());
        if (!privilege.equals("SHOW VIEW")) {
          dump.stream().transferTo(OutputStream.nullOutputStream());
          dump.prove();
        }
      }
    }
    for (Unproven part : unproven) {
      root.execute(part.remedy());
    }
    assertThat(Unproven.in(DATABASE, account.facts())).isEmpty();
  }

  private static Source database(TestEngine engine) throws SQLException {
    Source root = Source.of(Engines.shared(engine));
    root.fresh(DATABASE);
    root.execute(
        "USE " + DATABASE,
        "CREATE TABLE a_table (id INT PRIMARY KEY) ENGINE=InnoDB",
        "CREATE VIEW a_view AS SELECT id FROM a_table",
        "CREATE TRIGGER a_trigger BEFORE INSERT ON a_table FOR EACH ROW SET NEW.id = 1",
        "CREATE PROCEDURE a_procedure() SELECT 'body of the procedure'",
        "CREATE FUNCTION a_function() RETURNS INT DETERMINISTIC RETURN 1",
        "CREATE EVENT an_event ON SCHEDULE EVERY 1 YEAR STARTS '2037-01-01 00:00:00' DO SELECT 1");
    return root;
  }

  private static Source account(Source root, String user, List<String> grants) throws SQLException {
    root.execute(
        "DROP USER IF EXISTS " + user, "CREATE USER " + user + " IDENTIFIED BY '" + PASSWORD + "'");
    for (String grant : grants) {
      if (!grant.isEmpty()) {
        root.execute(grant + user);
      }
    }
    return root.as(user, PASSWORD);
  }

  private static String without(String privilege, String grant) {
    String list = grant.substring("GRANT ".length(), grant.indexOf(" ON "));
    List<String> left = Arrays.stream(list.split(", ")).filter(p -> !p.equals(privilege)).toList();
    return left.isEmpty()
        ? ""
        : "GRANT " + String.join(", ", left) + grant.substring(grant.indexOf(" ON "));
  }

  /** The README's statements for this server, each up to the account. */
  private static List<String> documented(ServerFacts facts) throws Exception {
    String row =
        switch (facts.flavor()) {
          case MARIADB ->
              facts.release().atLeast(11, 3) ? "MariaDB 11.3 and newer" : "MariaDB before 11.3";
          case MYSQL ->
              facts.release().toString().equals("8.0.15")
                  ? "MySQL 8.0 before 8.0.20"
                  : "MySQL 8.0.20 and newer";
        };
    String line =
        Files.readString(Path.of("../../README.md"))
            .lines()
            .filter(l -> l.startsWith("| " + row + " |"))
            .findFirst()
            .orElseThrow();
    return STATEMENT
        .matcher(line)
        .results()
        .map(m -> m.group(1).replace("shop.*", DATABASE + ".*"))
        .toList();
  }
}
