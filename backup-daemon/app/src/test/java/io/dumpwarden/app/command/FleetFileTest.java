package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.config.ConfigKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code server add --from-file}. */
class FleetFileTest {

  private final Cli cli = Cli.shared();

  @Test
  void aYamlFileAddsAllItsServers() throws Exception {
    Files.writeString(cli.folder().resolve("fleet-password"), "test-password-file\n");
    Path file =
        file(
            "one.yaml",
            """
            servers:
              - name: fleet1
                flavor: mariadb
                host: db1.example.com
                user: backup
                password: 0123
                labels: {env: prod, tier: "1"}
                tls-mode: required
              - name: fleet2
                flavor: mysql
                host: db2.example.com
                port: 3307
                username: backup
                password_file: fleet-password
                labels: [env=test]
                protected: yes
              - {name: fleet3, flavor: mysql, host: db3, user: backup, password_env: FLEET_SECRET}
              - {name: fleet4, flavor: mysql, host: db4, user: backup, password: "env:FLEET_SECRET"}
            """);

    Outcome outcome =
        cli.run(
            "",
            Map.of("FLEET_SECRET", "test-password-env"),
            "server",
            "add",
            "--from-file",
            file.toString());

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("added 4 servers").doesNotContain("test-password");
    JsonNode one = cli.run("server", "show", "fleet1", "--json").json();
    assertThat(one.get("tlsMode").asText()).isEqualTo("required");
    assertThat(one.get("labels").get("env").asText()).isEqualTo("prod");
    assertThat(one.get("password").asText()).isEqualTo("[set]");
    assertThat(password("fleet1")).isEqualTo("0123");
    assertThat(password("fleet2")).isEqualTo("test-password-file");
    assertThat(password("fleet3")).isEqualTo("test-password-env");
    assertThat(stored("fleet4")).isEqualTo("env:FLEET_SECRET");
    assertThat(cli.run("server", "show", "fleet2", "--json").json().get("protected").asBoolean())
        .isTrue();
    assertThat(
            cli.platform().audit().latest(50).stream()
                .filter(entry -> entry.toString().contains("fleet")))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void aTableAddsAllItsServers() throws Exception {
    Path file =
        file(
            "two.csv",
            "name,flavor,host,port,user,password,labels\n"
                + "csv1,mariadb,db1,3306,backup,test-password-csv,\"env=prod,tier=1\"\n"
                + "csv2,mysql,db2,,backup,\"with,comma \"\"and quotes\"\"\",\n");

    assertThat(add(file, "--dry-run").out())
        .contains("csv1  mariadb", "env=prod,tier=1", "would add 2 servers")
        .doesNotContain("test-password-csv");
    assertThat(cli.run("server", "show", "csv1").exit()).isEqualTo(1);

    assertThat(add(file).exit()).isZero();

    assertThat(password("csv2")).isEqualTo("with,comma \"and quotes\"");
    assertThat(cli.run("server", "show", "csv2", "--json").json().get("port").asInt())
        .isEqualTo(3306);
  }

  @Test
  void everythingThatIsWrongIsSaidAndNothingIsAdded() throws Exception {
    cli.given(
        "server",
        "add",
        "fleet-there",
        "--flavor",
        "mysql",
        "--host",
        "h",
        "--user",
        "u",
        "--password-stdin");
    Path file =
        file(
            "wrong.yaml",
            """
            - {name: wrong1, flavor: mariadb, host: db1, user: backup, password: test-password-w}
            - {name: wrong2, flavor: postgres, host: "db 2", prt: 1, user: backup, password: x}
            - {name: wrong1, flavor: mysql, host: db3, user: backup, password_file: nowhere}
            - {name: fleet-there, flavor: mysql, host: db4, user: backup, username: b, password: x}
            - {flavor: mysql, host: db5, user: backup}
            """);

    Outcome outcome = add(file);

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errorLines())
        .anyMatch(l -> l.startsWith("error: entry 2 (line 2, wrong2): prt: a server has no such"))
        .anyMatch(l -> l.startsWith("error: entry 2 (line 2, wrong2): flavor: "))
        .anyMatch(l -> l.startsWith("error: entry 2 (line 2, wrong2): host: 'db 2' is not a host"))
        .anyMatch(l -> l.startsWith("error: entry 3 (line 3, wrong1): name: there is a server"))
        .anyMatch(l -> l.startsWith("error: entry 3 (line 3, wrong1): password_file: file"))
        .anyMatch(
            l -> l.startsWith("error: entry 4 (line 4, fleet-there): name: there is a server"))
        .anyMatch(
            l -> l.startsWith("error: entry 4 (line 4, fleet-there): username: is given twice"))
        .anyMatch(l -> l.startsWith("error: entry 5 (line 5): name: "))
        .anyMatch(l -> l.startsWith("error: entry 5 (line 5): password: "))
        .noneMatch(l -> l.contains("entry 1 "))
        .noneMatch(l -> l.contains("test-password-w"));
    assertThat(cli.run("server", "show", "wrong1").exit()).isEqualTo(1);
  }

  @Test
  void aFileThatIsNoFleetIsRefusedWithTheReason() throws Exception {
    String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nservers: *b\n";
    for (Map.Entry<Path, String> wrong :
        Map.of(
                file("bomb.yaml", bomb), "line 1",
                file("alias.yaml", "- &a {name: x}\n- *a\n"), "no anchors and no aliases",
                file("deep.yaml", "- {name: [[[[[[x]]]]]]}\n"), "expected a plain value",
                file("twice.yaml", "- {name: x, name: y}\n"), "Duplicate",
                file("none.yaml", "servers: []\n"), "names no server",
                file("torn.yaml", "- {name: x\n"), "line ",
                file("fleet.txt", "x"), "must end with .yaml",
                file("long.csv", "name\n" + "x".repeat(5 << 20)), "longer than 4 MiB",
                cli.folder().resolve("nowhere.yaml"), "there is no such file")
            .entrySet()) {
      Outcome outcome = add(wrong.getKey());

      assertThat(outcome.exit()).as(wrong.getKey().toString()).isEqualTo(2);
      assertThat(outcome.err()).contains("is no fleet").contains(wrong.getValue());
    }
  }

  @Test
  void aTablesErrorsNameTheLineAndQuoteNothing() throws Exception {
    String head = "name,flavor,host,user,password\n";
    String good = "csv3,mysql,db1,backup,test-password-c\n";

    Outcome wrong = add(file("wrong.csv", head + good + "csv4,mysqk,db1,backup,test-password-d\n"));
    Outcome tooLong =
        add(file("cells.csv", head + good + "csv4,mysql,db1,backup,x,test-password-e\n"));

    assertThat(wrong.err()).contains("error: entry 2 (line 3, csv4): flavor: ");
    assertThat(tooLong.exit()).isEqualTo(2);
    assertThat(tooLong.err()).contains("line 3: Too many entries");
    assertThat(wrong.err() + tooLong.err()).doesNotContain("test-password");
  }

  @Test
  void whatFailsHalfWayLeavesNothingBehind() {
    cli.given(
        "server",
        "add",
        "fleet-first",
        "--flavor",
        "mysql",
        "--host",
        "h",
        "--user",
        "u",
        "--password-stdin");

    assertThatThrownBy(
            () ->
                cli.platform()
                    .editor()
                    .addAll(
                        ConfigKind.SERVER,
                        List.of(server("fleet-half"), server("fleet-first")),
                        new Actor("anna", "cli")))
        .hasMessageContaining("there is a server of this name already");

    assertThat(cli.run("server", "show", "fleet-half").exit()).isEqualTo(1);
    assertThat(cli.platform().audit().latestOf("server", "fleet-half")).isEmpty();
  }

  @Test
  void theReadmesExampleIsAFleet() throws Exception {
    String readme = Files.readString(Path.of("../../README.md"));
    int begin = readme.indexOf("servers:\n");
    Files.createDirectories(cli.folder().resolve("secrets"));
    Files.writeString(cli.folder().resolve("secrets/shop1"), "test-password");

    Outcome outcome =
        add(file("readme.yml", readme.substring(begin, readme.indexOf("```", begin))), "--dry-run");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("shop1", "env=prod,tier=gold", "would add 2 servers");
  }

  @Test
  void aNameOrOtherOptionsDoNotGoWithAFile() throws Exception {
    Path file = file("alone.yaml", "- {name: x}\n");

    for (List<String> also : List.of(List.of("shop"), List.of("--host", "h"))) {
      Outcome outcome = add(file, also.toArray(String[]::new));
      assertThat(outcome.exit()).isEqualTo(2);
      assertThat(outcome.err()).contains("--from-file takes no name and no other option");
    }
    assertThat(cli.run("server", "add", "--flavor", "mysql").err())
        .contains("Missing required parameter: 'NAME'");
    assertThat(cli.run("server", "add", "x", "--dry-run").err()).contains("goes with --from-file");
  }

  private Outcome add(Path file, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("server", "add", "--from-file", file.toString()));
    arguments.addAll(List.of(more));
    return cli.run(arguments.toArray(String[]::new));
  }

  private static RowChanges server(String name) {
    return RowChanges.of(
        Map.of("name", name, "flavor", "mysql", "host", "h", "username", "u", "password", "p"));
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(cli.folder().resolve(name), text);
  }

  private String password(String server) {
    return cli.platform()
        .vault()
        .reveal(cli.platform().snapshots().get().server(server).orElseThrow().backup().password())
        .reveal();
  }

  private String stored(String server) {
    return cli.platform().snapshots().get().server(server).orElseThrow().backup().password().text();
  }
}
