package io.dumpwarden.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.ServerConnector;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldingsQueryTest {

  private static final String PASSWORD = "test-password-Scan1";

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void countsWhatEveryDatabaseHoldsAndWhoMayReadIt(TestEngine engine) throws Exception {
    Source root = planted(engine);

    Holdings holdings = holdings(root);

    assertThat(holdings.flavor()).isEqualTo(root.login().flavor());
    assertThat(holdings.version()).isEqualTo(root.engine().version());
    assertThat(holdings.accessRemedy()).isNull();
    assertThat(holdings.databases()).extracting(DatabaseHoldings::name).doesNotContain("mysql");
    DatabaseHoldings shop = database(holdings, "scan_shop");
    assertThat(shop.objects()).isEqualTo(new ObjectCounts(2, 1, 2, 1, 1, 0));
    assertThat(shop.bytes()).isPositive();
    assertThat(names(shop))
        .contains("'scan_one'@'%'", "'scan_table'@'%'", "'scan_pattern'@'%'")
        .doesNotContain("'scan_other'@'%'", "'mariadb.sys'@'localhost'", "'mysql.sys'@'localhost'");
    DatabaseHoldings empty = database(holdings, "scan_empty");
    assertThat(empty.objects()).isEqualTo(new ObjectCounts(0, 0, 0, 0, 0, 0));
    assertThat(names(empty))
        .contains("'scan_other'@'%'", "'scan_pattern'@'%'")
        .doesNotContain("'scan_one'@'%'");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void saysWhatToGrantWhereItMayNotSeeWhoHasAccess(TestEngine engine) throws Exception {
    Source root = planted(engine);

    Holdings holdings = holdings(root.as("scan_one", PASSWORD));

    assertThat(holdings.accessRemedy()).isEqualTo("GRANT SELECT ON `mysql`.* TO 'scan_one'@'%';");
    assertThat(holdings.databases())
        .extracting(DatabaseHoldings::name)
        .containsExactly("scan_shop");
    assertThat(holdings.databases().get(0).access()).isNull();
  }

  @Test
  void tellsDatabasesApartThatDifferInCaseOnly() throws Exception {
    Source root = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    root.fresh("scantwin");
    root.fresh("SCANTWIN");
    root.execute(
        "CREATE TABLE scantwin.a (a INT)",
        "CREATE TABLE SCANTWIN.b (a INT)",
        "CREATE TABLE SCANTWIN.c (a INT)",
        "CREATE SEQUENCE SCANTWIN.s");

    Holdings holdings = holdings(root);

    assertThat(database(holdings, "scantwin").objects().tables()).isEqualTo(1);
    assertThat(database(holdings, "SCANTWIN").objects())
        .isEqualTo(new ObjectCounts(2, 0, 0, 0, 0, 1));
  }

  private static List<String> names(DatabaseHoldings database) {
    Access access = database.access();
    assertThat(access).isNotNull();
    assertThat(access.count()).isEqualTo(access.names().size());
    return access.names();
  }

  private static DatabaseHoldings database(Holdings holdings, String name) {
    return holdings.databases().stream()
        .filter(database -> database.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Holdings holdings(Source source) throws Exception {
    try (Connection connection =
        new ServerConnector(Duration.ofMinutes(1)).connect(source.login())) {
      return new HoldingsQuery(connection).read();
    }
  }

  private static Source planted(TestEngine engine) throws Exception {
    Source root = Source.of(Engines.shared(engine));
    root.fresh("scan_shop");
    root.fresh("scan_empty");
    root.execute(
        "USE scan_shop",
        "CREATE TABLE orders (id INT PRIMARY KEY) ENGINE=InnoDB",
        "CREATE TABLE items (id INT PRIMARY KEY) ENGINE=InnoDB",
        "CREATE VIEW seen AS SELECT id FROM orders",
        "CREATE TRIGGER pulled BEFORE INSERT ON orders FOR EACH ROW SET NEW.id = 1",
        "CREATE PROCEDURE walk() SELECT 1",
        "CREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1",
        "CREATE EVENT later ON SCHEDULE AT '2037-01-01 00:00:00' DO SELECT 1");
    account(root, "scan_one", "SELECT ON `scan\\_shop`.*");
    account(root, "scan_table", "INSERT ON scan_shop.orders");
    account(root, "scan_pattern", "SELECT ON `scan%`.*");
    account(root, "scan_other", "SELECT ON `scan\\_empty`.*");
    return root;
  }

  private static void account(Source root, String user, String grant) throws Exception {
    root.execute(
        "DROP USER IF EXISTS " + user,
        "CREATE USER %s IDENTIFIED BY '%s'".formatted(user, PASSWORD),
        "GRANT %s TO %s".formatted(grant, user));
  }
}
