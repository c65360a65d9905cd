package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.access.Role;
import io.dumpwarden.app.command.RestServer.Answer;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What REST finds out about a real server. */
class LiveRestTest {

  private static final String PASSWORD = "test-password-rest";

  private static SourceEngine engine;
  private static RestServer rest;

  @BeforeAll
  static void start() throws SQLException {
    engine = Engines.shared(TestEngine.MARIADB_11_4);
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE live_rest_shop");
      statement.execute("CREATE TABLE live_rest_shop.orders (id INT PRIMARY KEY)");
      statement.execute("CREATE USER live_rest_backup IDENTIFIED BY '" + PASSWORD + "'");
      statement.execute("GRANT SELECT, SHOW VIEW, TRIGGER ON live_rest_shop.* TO live_rest_backup");
    }
    rest = RestServer.start();
    rest.post("servers", server("rest-live"));
  }

  @AfterAll
  static void stop() {
    rest.callAs(Role.ADMIN);
    rest.delete("servers/rest-live");
    rest.close();
  }

  private static String server(String name) {
    return """
        {"name": "%s", "flavor": "mariadb", "host": "%s", "port": %d, "user": "live_rest_backup",
         "password": "%s"}
        """
        .formatted(name, engine.host(), engine.port(), PASSWORD);
  }

  @Test
  void aTestByRestIsThatOfTheCommandLine() {
    JsonNode cli = Cli.shared().run("server", "test", "rest-live", "--json").json();
    Answer saved = rest.post("servers/rest-live/test", "");
    assertThat(saved.json()).isEqualTo(cli);
    JsonNode unsaved = rest.post("servers/test", server("rest-unsaved")).json();
    assertThat(unsaved.path("ok").asBoolean()).isTrue();
    assertThat(unsaved.path("server").asText()).isEqualTo("rest-unsaved");
    assertThat(unsaved.path("databases").findValuesAsText("name"))
        .containsExactly("live_rest_shop");
  }

  @Test
  void anEditIsTestedWithTheSecretThatIsThere() {
    Answer good = rest.post("servers/rest-live/test", "{\"tlsMode\": \"preferred\"}");
    assertThat(good.json().path("ok").asBoolean()).as(good.body()).isTrue();
    Answer bad = rest.post("servers/rest-live/test", "{\"password\": \"test-password-other\"}");
    assertThat(bad.json().path("ok").asBoolean()).isFalse();
    assertThat(bad.body()).contains("access-denied").doesNotContain("test-password-other");
    assertThat(rest.get("servers/rest-live").json().path("version").asInt()).isEqualTo(1);
  }

  @Test
  void aScanIsMadeAndRemembered() {
    Answer scan = rest.post("servers/rest-live/scan", "");
    assertThat(scan.json().path("stored").asBoolean()).as(scan.body()).isFalse();
    assertThat(scan.json().path("unprotected").get(0).asText()).isEqualTo("live_rest_shop");
    assertThat(rest.get("servers/rest-live/scan").json().path("stored").asBoolean()).isTrue();
    assertThat(rest.get("servers/rest-live/databases").json().findValuesAsText("name"))
        .containsExactly("live_rest_shop");
  }

  @Test
  void theCommandOfADumpIsShownWithoutSecrets() {
    Answer shown = rest.get("servers/rest-live/dump-options");
    assertThat(shown.json())
        .isEqualTo(
            Cli.shared().run("dump-options", "show", "--server", "rest-live", "--json").json());
    assertThat(shown.body()).doesNotContain(PASSWORD);
    assertThat(rest.get("servers/rest-live/dump-options?schedule=none").status()).isEqualTo(404);
  }
}
