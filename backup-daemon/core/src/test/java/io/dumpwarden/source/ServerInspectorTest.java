package io.dumpwarden.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerInspectorTest {

  private final ServerInspector inspector = new ServerInspector();

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void readsWhatTheServerIs(TestEngine kind) throws Exception {
    SourceEngine engine = Engines.shared(kind);
    try (Connection connection = connect(Source.of(engine))) {
      ServerFacts facts = inspector.facts(connection, Source.of(engine).login());

      assertThat(facts.flavor().id()).isEqualTo(engine.flavor());
      assertThat(facts.version()).isEqualTo(engine.version());
      assertThat(engine.version()).startsWith(facts.release().toString());
      assertThat(inspector.databases(connection)).contains("mysql", "information_schema");
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void listsWhatADatabaseHolds(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    source.fresh("inventory");
    source.execute(
        "USE inventory",
        "ALTER DATABASE inventory CHARACTER SET latin1 COLLATE latin1_bin",
        "CREATE TABLE computed (a INT, b INT AS (a + 1) STORED) ENGINE=InnoDB",
        "CREATE TABLE counted (id INT PRIMARY KEY, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP) ENGINE=InnoDB",
        "CREATE TABLE loose (a INT) ENGINE=MyISAM",
        "INSERT INTO counted (id) VALUES (1), (2), (3)",
        "CREATE VIEW seen AS SELECT a FROM computed",
        "CREATE TRIGGER pulled BEFORE INSERT ON loose FOR EACH ROW SET NEW.a = 1",
        "CREATE PROCEDURE walk() SELECT 1",
        "CREATE FUNCTION count_up() RETURNS INT DETERMINISTIC RETURN 1",
        "CREATE EVENT daily ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01 00:00:00' DO SELECT 1",
        "ANALYZE TABLE counted");

    Inventory inventory = source.inventory("inventory");

    assertThat(inventory.characterSet()).isEqualTo("latin1");
    assertThat(inventory.collation()).isEqualTo("latin1_bin");
    assertThat(inventory.tables())
        .extracting(TableFacts::name)
        .containsExactly("computed", "counted", "loose");
    assertThat(inventory.tables().get(1).rowEstimate()).isEqualTo(3);
    assertThat(inventory.tables().get(1).engine()).isEqualTo("InnoDB");
    assertThat(inventory.tablesWithGeneratedColumns()).containsExactly("computed");
    assertThat(inventory.tablesWithoutPrimaryKey()).containsExactly("computed", "loose");
    assertThat(inventory.sequences()).isEmpty();
    assertThat(inventory.nonTransactionalTables()).containsExactly("loose");
    assertThat(inventory.dataBytes()).isPositive();
    assertThat(inventory.views()).containsExactly("seen");
    assertThat(inventory.triggers()).containsExactly("pulled");
    assertThat(inventory.routines()).containsExactly("count_up", "walk");
    assertThat(inventory.events()).containsExactly("daily");
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(inventory), Inventory.class))
        .isEqualTo(inventory);
  }

  @Test
  void tellsSequencesAndHistoryFromTables() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    source.fresh("sequences");
    source.execute(
        "CREATE SEQUENCE sequences.counter",
        "CREATE TABLE sequences.past (a INT) WITH SYSTEM VERSIONING",
        "CREATE TABLE sequences.plain (a INT PRIMARY KEY)",
        "CREATE TRIGGER sequences.pulled BEFORE INSERT ON sequences.plain FOR EACH ROW SET @a = 1");

    Inventory inventory = source.inventory("sequences");

    assertThat(inventory.sequences()).containsExactly("counter");
    assertThat(inventory.tables())
        .extracting(TableFacts::name, TableFacts::systemVersioned, TableFacts::triggers)
        .containsExactly(tuple("past", true, List.of()), tuple("plain", false, List.of("pulled")));
  }

  @Test
  void manifestsOfEarlierReleasesLackSomeLists() throws Exception {
    String json =
        """
        {"database":"d","characterSet":"x","collation":"x","views":[],"triggers":[],"routines":[],
        "events":[],"tables":[{"name":"t","engine":"InnoDB","rowEstimate":1,"dataBytes":1}]}""";

    Inventory inventory = new ObjectMapper().readValue(json, Inventory.class);

    assertThat(inventory.sequences()).isEmpty();
    assertThat(inventory.tables().get(0).triggers()).isEmpty();
  }

  @Test
  void tellsDatabasesApartThatDifferInCaseOnly() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    source.fresh("twin");
    source.fresh("TWIN");
    source.execute("CREATE TABLE twin.small (a INT)", "CREATE TABLE TWIN.large (a INT)");

    assertThat(source.inventory("twin").tables())
        .extracting(TableFacts::name)
        .containsExactly("small");
    assertThat(source.inventory("TWIN").tables())
        .extracting(TableFacts::name)
        .containsExactly("large");
  }

  @Test
  void refusesTheWrongFlavorAndMissingDatabases() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    Login login = source.login();
    Login mistaken =
        new Login(
            Flavor.MYSQL, login.host(), login.port(), login.user(), login.password(), login.tls());
    try (Connection connection = connect(source)) {
      assertFails(() -> inspector.facts(connection, mistaken), ErrorCode.CONFIG_INVALID, "mariadb");
      assertFails(() -> inspector.inventory(connection, "none"), ErrorCode.NOT_FOUND, "none");
    }
  }

  @Test
  void saysWhyItCannotConnect() {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    String address = "127.0.0.1:" + source.login().port();
    assertFails(
        () -> connect(source.as("backup", "wrong-password")), ErrorCode.ACCESS_DENIED, address);
    Login login = source.login();
    assertFails(
        () -> connector().connect(at(login, "127.0.0.1", 1)),
        ErrorCode.SERVER_UNREACHABLE,
        "127.0.0.1:1");
    assertFails(
        () -> connector().connect(at(login, "db.invalid", 3306)),
        ErrorCode.SERVER_UNREACHABLE,
        "db.invalid:3306");
    assertFails(
        () -> connector().connect(at(login, "h/?allowLocalInfile=true&x=", 3306)),
        ErrorCode.CONFIG_INVALID,
        "not a host");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void neverReadsFilesOfThisHostForAServer(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    source.fresh("infile");
    source.execute("CREATE TABLE infile.line (text TEXT)");

    assertThatThrownBy(
            () -> source.execute("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE infile.line"))
        .isInstanceOf(SQLException.class);
  }

  private static Login at(Login login, String host, int port) {
    return new Login(login.flavor(), host, port, login.user(), login.password(), login.tls());
  }

  private static ServerConnector connector() {
    return new ServerConnector(Duration.ofSeconds(30));
  }

  private static Connection connect(Source source) {
    return connector().connect(source.login());
  }

  private static void assertFails(Runnable action, ErrorCode code, String words) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(words)
        .hasMessageNotContaining("wrong-password");
  }
}
