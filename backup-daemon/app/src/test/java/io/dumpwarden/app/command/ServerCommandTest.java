package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerCommandTest {

  private static final String SECRET = "test-password-unseen";

  private final Cli cli = Cli.shared();

  @Test
  void addsAndShowsAServer() {
    Outcome added =
        cli.run(
            SECRET + "\n",
            Map.of("TEST_RESTORE", SECRET),
            "server",
            "add",
            "web-1",
            "--flavor",
            "mariadb",
            "--host",
            "db1",
            "--port",
            "3307",
            "--user",
            "backup",
            "--password-stdin",
            "--restore-user",
            "restorer",
            "--restore-password-env",
            "TEST_RESTORE",
            "--tls-mode",
            "required",
            "--label",
            "env=prod",
            "--label",
            "tier=1",
            "--max-concurrent-runs",
            "2",
            "--protected",
            "--disabled");
    assertThat(added).isEqualTo(new Outcome(0, "added server web-1\n", ""));

    Outcome shown = cli.run("server", "show", "web-1", "--json");

    JsonNode server = shown.json();
    assertThat(server.get("flavor").asText()).isEqualTo("mariadb");
    assertThat(server.get("host").asText()).isEqualTo("db1");
    assertThat(server.get("port").asInt()).isEqualTo(3307);
    assertThat(server.get("user").asText()).isEqualTo("backup");
    assertThat(server.get("password").asText()).isEqualTo("[set]");
    assertThat(server.get("restorePassword").asText()).isEqualTo("[set]");
    assertThat(server.get("labels").get("tier").asText()).isEqualTo("1");
    assertThat(server.get("enabled").asBoolean()).isFalse();
    assertThat(server.get("protected").asBoolean()).isTrue();
    assertThat(server.get("version").asLong()).isEqualTo(1);
    assertThat(server.get("problem").isNull()).isTrue();
    assertThat(
            shown.out()
                + cli.run("server", "list").out()
                + cli.run("server", "show", "web-1").out())
        .contains("web-1")
        .doesNotContain(SECRET)
        .doesNotContain("dw1:");
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    Outcome outcome =
        cli.run(
            "server",
            "add",
            "bad",
            "--flavor",
            "oracle",
            "--port",
            "99999",
            "--host",
            "a b",
            "--tls-mode",
            "some",
            "--label",
            "nothing",
            "--password-stdin");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errorLines())
        .anyMatch(line -> line.startsWith("error: --flavor: 'oracle' is none of"))
        .anyMatch(line -> line.startsWith("error: --port: '99999'"))
        .anyMatch(line -> line.startsWith("error: --host: 'a b'"))
        .anyMatch(line -> line.startsWith("error: --tls-mode: 'some'"))
        .anyMatch(line -> line.startsWith("error: --label: 'nothing'"))
        .anyMatch(line -> line.startsWith("error: --user: must be set"))
        .anyMatch(line -> line.endsWith("nothing was read by --password-stdin"))
        .hasSize(7);
  }

  @Test
  void takesAPasswordFromExactlyOnePlace() {
    Outcome both =
        cli.run(
            "x",
            Map.of("P", "y"),
            "server",
            "add",
            "two",
            "--flavor",
            "mysql",
            "--host",
            "h",
            "--user",
            "u",
            "--password-stdin",
            "--password-env",
            "P");
    Outcome none =
        cli.run("server", "add", "two", "--flavor", "mysql", "--host", "h", "--user", "u");
    Outcome argument = cli.run("server", "add", "two", "--password", "x");
    Outcome twice =
        cli.run(
            "x",
            Map.of(),
            "server",
            "add",
            "two",
            "--flavor",
            "mysql",
            "--host",
            "h",
            "--user",
            "u",
            "--password-stdin",
            "--restore-user",
            "r",
            "--restore-password-stdin");

    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.err()).contains("give only one of --password-stdin, --password-env");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err())
        .contains("error: --password-stdin, --password-file or --password-env: must be set");
    assertThat(argument.exit()).isEqualTo(2);
    assertThat(argument.err()).contains("unknown option --password");
    assertThat(twice.exit()).isEqualTo(2);
    assertThat(twice.err()).contains("standard input is read by --password-stdin already");
    assertThat(cli.run("server", "show", "two").exit()).isEqualTo(1);
  }

  @Test
  void readsAPasswordFromAFile() throws IOException {
    Path file = Files.writeString(cli.folder().resolve("secret"), SECRET + "\n");
    cli.given(
        "server",
        "add",
        "filed",
        "--flavor",
        "mysql",
        "--host",
        "h",
        "--user",
        "u",
        "--password-file",
        file.toString());
    Outcome missing =
        cli.run(
            "server",
            "add",
            "filed2",
            "--flavor",
            "mysql",
            "--host",
            "h",
            "--user",
            "u",
            "--password-file",
            file + "-not");

    assertThat(cli.run("server", "show", "filed", "--json").json().get("password").asText())
        .isEqualTo("[set]");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("cannot be read: there is no such file");
  }

  @Test
  void changesOnlyWhatIsGiven() {
    add("edited");
    Outcome edit =
        cli.run("server", "edit", "edited", "--host", "other", "--label", "a=b", "--disabled");
    assertThat(edit.out()).isEqualTo("changed server edited, now version 2\n");

    JsonNode server = cli.run("server", "show", "edited", "--json").json();

    assertThat(server.get("host").asText()).isEqualTo("other");
    assertThat(server.get("user").asText()).isEqualTo("u");
    assertThat(server.get("password").asText()).isEqualTo("[set]");
    assertThat(server.get("labels").get("a").asText()).isEqualTo("b");
    assertThat(server.get("enabled").asBoolean()).isFalse();
  }

  @Test
  void refusesAnEditOfAnotherVersion() {
    add("versioned");
    cli.given("server", "edit", "versioned", "--port", "1");

    Outcome stale = cli.run("server", "edit", "versioned", "--port", "2", "--if-version", "1");

    assertThat(stale.exit()).isEqualTo(1);
    assertThat(stale.err()).contains("config-conflict").contains("hint:");
    assertThat(cli.run("server", "show", "versioned", "--json").json().get("port").asInt())
        .isEqualTo(1);
  }

  @Test
  void refusesBadAndEmptyEdits() {
    add("steady");

    Outcome bad = cli.run("server", "edit", "steady", "--port", "no", "--tls-mode", "no");
    Outcome contradiction = cli.run("server", "edit", "steady", "--enabled", "--disabled");
    Outcome empty = cli.run("server", "edit", "steady");

    assertThat(bad.exit()).isEqualTo(2);
    assertThat(bad.errorLines()).hasSize(2);
    assertThat(contradiction.exit()).isEqualTo(2);
    assertThat(contradiction.err()).contains("error: --enabled: contradicts --disabled");
    assertThat(empty.exit()).isEqualTo(2);
    assertThat(empty.err()).contains("nothing to change");
  }

  @Test
  void namesTheNearestOfAMissingServer() {
    add("orders-db");

    for (String verb : new String[] {"show", "remove", "test"}) {
      Outcome outcome = cli.run("server", verb, "order-db");
      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("there is no server 'order-db', did you mean 'orders-db' (not-found)");
    }
    assertThat(cli.run("server", "edit", "order-db", "--port", "1").err()).contains("'orders-db'");
  }

  @Test
  void removesAServerOnceAndKeepsNamesUnique() {
    add("gone");
    Outcome again =
        cli.run(
            "x",
            Map.of(),
            "server",
            "add",
            "gone",
            "--flavor",
            "mysql",
            "--host",
            "h",
            "--user",
            "u",
            "--password-stdin");

    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("already-exists");
    assertThat(cli.run("server", "remove", "gone", "--yes").exit()).isZero();
    assertThat(cli.run("server", "remove", "gone").exit()).isEqualTo(1);
  }

  private void add(String name) {
    cli.given(
        "server",
        "add",
        name,
        "--flavor",
        "mysql",
        "--host",
        "h",
        "--user",
        "u",
        "--password-stdin");
  }
}
