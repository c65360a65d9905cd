package io.dumpwarden.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.storage.Secret;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreflightTest {

  private static final String DATABASE = "preflight_shop";
  private static final String SHOP = "database " + DATABASE;
  private static final String PASSWORD = "test-password-Preflight1";

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void findsWhatIsPlanted(TestEngine engine) throws Exception {
    Source root = planted(engine);
    Visited visited = Visited.impatient(account(root, "pf_reader", "SELECT ON preflight_shop.*"));

    Report report = visited.check();

    assertThat(report.findings()).noneMatch(f -> f.result() == Finding.Result.ERROR);
    assertThat(Visited.lines(report.findings(), SHOP))
        .anyMatch(l -> l.matches("ok .* in 3 tables"))
        .anyMatch(l -> l.startsWith("warning may change while it is dumped: notes |"))
        .anyMatch(l -> l.startsWith("warning without a primary key: loose |"))
        .anyMatch(
            l ->
                l.startsWith("warning triggers of preflight_shop may be missing")
                    && l.contains("run GRANT TRIGGER ON `preflight_shop`.* TO 'pf_reader'@'%';"));
    assertThat(Visited.lines(report.findings(), "users and grants"))
        .singleElement()
        .asString()
        .startsWith("warning the account may not read those of others")
        .contains("run GRANT SELECT ON `mysql`.* TO 'pf_reader'@'%'; or leave them out");
    assertThat(Visited.lines(report.findings(), "transactions"))
        .singleElement()
        .asString()
        .startsWith("ok not known whether ")
        .endsWith("run GRANT PROCESS ON *.* TO 'pf_reader'@'%';");
    assertThat(Visited.lines(report.findings(), "replication"))
        .singleElement()
        .asString()
        .startsWith("ok not known whether ");
    assertThat(report.tool()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void theGrantsThatItNamesMendWhatTheyAreNamedFor(TestEngine engine) throws Exception {
    Source root = planted(engine);
    Source account = account(root, "pf_mended", "SELECT ON preflight_shop.*");
    Visited visited = Visited.impatient(account);

    for (Finding finding : visited.check().findings()) {
      if (finding.hint() != null && finding.hint().contains("run GRANT ")) {
        root.execute(finding.hint().replaceFirst("(?s).*run (GRANT [^;]+);.*", "$1"));
      }
    }

    // what is granted on everything brings other tests' databases into sight
    assertThat(visited.check().findings())
        .filteredOn(f -> !f.check().startsWith("database ") || f.check().endsWith(DATABASE))
        .noneMatch(f -> f.hint() != null && f.hint().contains("run GRANT "));
    assertThat(visited.lines("users and grants"))
        .containsExactly("ok the account may read those of all accounts");
    assertThat(visited.lines("replication")).containsExactly("ok the server is no replica");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void seesTransactionsThatHaveBeenOpenForLong(TestEngine engine) throws Exception {
    Source root = planted(engine);
    Source account = account(root, "pf_watcher", "PROCESS ON *.*");
    Visited visited = Visited.impatient(account);
    Visited patient = Visited.of(account, Thresholds.STANDARD);
    try (Connection other = Visited.CONNECTOR.connect(root.login());
        Statement statement = other.createStatement()) {
      other.setCatalog(DATABASE);
      other.setAutoCommit(false);
      statement.execute("INSERT INTO orders VALUES (1)");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(visited.lines("transactions"))
                      .anyMatch(
                          l ->
                              l.matches(
                                  "warning one of %s in preflight_shop has been open for \\d+ s .*"
                                      .formatted(root.login().user()))));
      assertThat(patient.lines("transactions")).containsExactly("ok none has been open for long");
      other.rollback();
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void saysTheSameBeforeARunOfTheSelectedDatabasesOnly(TestEngine engine) throws Exception {
    Source root = planted(engine);
    root.fresh("preflight_other");
    root.execute("CREATE TABLE preflight_other.loose (a INT) ENGINE=InnoDB");
    Visited visited = Visited.impatient(root);
    try (Connection connection = Visited.CONNECTOR.connect(root.login())) {
      ServerFacts facts = new ServerInspector().facts(connection, root.login());
      Survey survey = visited.preflight().survey(connection, facts, List.of(DATABASE));

      List<Finding> findings = visited.preflight().beforeRun(connection, root.login(), survey);

      assertThat(findings).noneMatch(f -> f.check().equals("database preflight_other"));
      assertThat(Visited.lines(findings, SHOP))
          .anyMatch(l -> l.contains("may change while it is dumped: notes"))
          .anyMatch(l -> l.contains("without a primary key: loose"))
          .noneMatch(l -> l.contains("may be missing"));
      assertThat(findings).extracting(Finding::check).contains("tls", "position", "replication");
      assertThat(survey.brokenViews()).extracting(BrokenView::name).containsExactly("torn");
      assertThat(Visited.lines(findings, SHOP))
          .anyMatch(l -> l.startsWith("warning broken views, which a dump leaves out: torn ("));
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void endsWithAnErrorWhereItCannotEvenConnect(TestEngine engine) {
    Source source = Source.of(Engines.shared(engine));
    Login login = source.login();
    Visited wrong =
        Visited.impatient(
            new Source(
                source.engine(),
                new Login(
                    login.flavor(),
                    login.host(),
                    login.port(),
                    login.user(),
                    Secret.of("wrong"),
                    login.tls())));
    Report report = wrong.check();

    assertThat(report.survey()).isNull();
    assertThat(Visited.lines(report.findings(), "connect"))
        .singleElement()
        .asString()
        .contains("(access-denied)");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void anAccountThatSeesNoDatabaseCanBackUpNothing(TestEngine engine) throws Exception {
    Source root = planted(engine);

    Report report = Visited.impatient(account(root, "pf_blind", "USAGE ON *.*")).check();

    assertThat(Visited.lines(report.findings(), "databases"))
        .singleElement()
        .asString()
        .startsWith("error the backup account sees none that a backup would take (no-databases)")
        .contains("grant it SELECT, ");
  }

  private static Source planted(TestEngine engine) throws Exception {
    Source root = Source.of(Engines.shared(engine));
    root.fresh(DATABASE);
    root.execute(
        "USE preflight_shop",
        "CREATE TABLE orders (id INT PRIMARY KEY) ENGINE=InnoDB",
        "CREATE TABLE loose (a INT) ENGINE=InnoDB",
        "CREATE TABLE notes (id INT PRIMARY KEY) ENGINE=MyISAM",
        "CREATE TABLE gone (a INT)",
        "CREATE VIEW torn AS SELECT a FROM gone",
        "CREATE VIEW whole AS SELECT id FROM orders",
        "DROP TABLE gone");
    return root;
  }

  private static Source account(Source root, String user, String grant) throws Exception {
    root.execute(
        "DROP USER IF EXISTS " + user,
        "CREATE USER %s IDENTIFIED BY '%s'".formatted(user, PASSWORD),
        "GRANT %s TO %s".formatted(grant, user));
    return root.as(user, PASSWORD);
  }
}
