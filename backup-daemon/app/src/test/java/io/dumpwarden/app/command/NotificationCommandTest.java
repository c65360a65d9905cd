package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.dumpwarden.app.command.Cli.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels and notification rules on the command line. */
class NotificationCommandTest {

  private final Cli cli = Cli.shared();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(receiver.getAddress().getPort(), path);
  }

  @Test
  void aChannelIsAddedListedChangedAndRemoved() {
    Outcome added =
        cli.run(
            "mail-password",
            Map.of(),
            "channel",
            "add",
            "nc-mail",
            "--type",
            "email",
            "--host",
            "mail.example.com",
            "--username",
            "backups",
            "--secret-stdin",
            "--from",
            "backups@example.com",
            "--to",
            "team@example.com");
    assertThat(added.exit()).as(added.err()).isZero();

    Outcome shown = cli.run("channel", "show", "nc-mail", "--json");
    assertThat(shown.json().path("secret").asText()).isEqualTo("[set]");
    assertThat(shown.json().path("settings").path("to").asText()).isEqualTo("team@example.com");
    assertThat(shown.out()).doesNotContain("mail-password");
    assertThat(cli.run("channel", "list").out()).contains("nc-mail", "team@example.com");

    // without its account the password goes too
    assertThat(cli.run("channel", "edit", "nc-mail", "--username", "").exit()).isZero();
    assertThat(cli.run("channel", "show", "nc-mail", "--json").json().path("secret").isNull())
        .isTrue();
    Outcome wrong = cli.run("channel", "edit", "nc-mail", "--url", "https://example.com");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("--url: there is no such setting");
    assertThat(cli.run("channel", "remove", "nc-mail", "--yes").exit()).isZero();
  }

  @Test
  void aRuleNamesChannelsThatThereAre() {
    cli.given("channel", "add", "nc-chat", "--type", "slack", "--secret-stdin");

    Outcome wrong = cli.run("notification", "add", "nc-rule", "--channels", "nc-chta");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("there is no channel 'nc-chta', did you mean 'nc-chat'");
    cli.given(
        "notification",
        "add",
        "nc-rule",
        "--events",
        "all,digest-weekly",
        "--channels",
        "nc-chat",
        "--quiet-hours",
        "22:00-07:00 Europe/Berlin");
    JsonNode rule = cli.run("notification", "show", "nc-rule", "--json").json();
    assertThat(rule.path("events").asText()).isEqualTo("all,digest-weekly");
    assertThat(rule.path("servers").asText()).isEqualTo("*");
    assertThat(cli.run("notification", "list").out()).contains("nc-rule", "all,digest-weekly");
    assertThat(cli.run("channel", "remove", "nc-chat", "--yes").err())
        .contains("still named by notification rules nc-rule");
    cli.given("notification", "remove", "nc-rule", "--yes");
    cli.given("channel", "remove", "nc-chat", "--yes");
  }

  @Test
  void aTestReachesTheReceiverOrSaysWhyNot() {
    cli.given(
        "channel",
        "add",
        "nc-hook",
        "--type",
        "webhook",
        "--url",
        url("/hook"),
        "--body",
        "{\"told\": \"{{title}}\"}",
        "--private-addresses");

    for (String command : List.of("channel", "notification")) {
      Outcome tested = cli.run(command, "test", "nc-hook");
      assertThat(tested.exit()).as(tested.out() + tested.err()).isZero();
      assertThat(tested.out()).contains("the receiver took it");
    }
    assertThat(received).hasSize(2).allMatch(body -> body.startsWith("{\"told\": \"Test of"));

    String secure = url("/hook").replace("http:", "https:");
    cli.given(
        "channel", "edit", "nc-hook", "--no-private-addresses", "--disabled", "--url", secure);
    Outcome refused = cli.run("notification", "test", "nc-hook", "--json");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).contains("disabled", "private");
    assertThat(received).hasSize(2);
    assertThat(cli.run("notification", "test", "nc-hoko").err()).contains("did you mean 'nc-hook'");
    cli.given("channel", "remove", "nc-hook", "--yes");
  }

  @Test
  void whatWasToldAndWhatIsWrongAreListed() {
    for (String[] asked :
        new String[][] {
          {"notification", "sent", "--json", "--channel", "nc-nobody", "--status", "failed"},
          {"notification", "problems", "--json"}
        }) {
      Outcome listed = cli.run(asked);
      assertThat(listed.exit()).as(listed.err()).isZero();
      assertThat(listed.json().isArray()).isTrue();
    }
    assertThat(cli.run("notification", "sent").out()).contains("CHANNEL");
    assertThat(cli.run("notification", "problems").out()).contains("SEVERITY");
    assertThat(cli.run("notification", "sent", "--status", "lost").exit()).isEqualTo(2);
  }
}
