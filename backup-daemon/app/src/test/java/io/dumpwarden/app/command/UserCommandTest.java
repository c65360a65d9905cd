package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.Logins;
import io.dumpwarden.access.Logins.Result;
import io.dumpwarden.access.Visitor;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.storage.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCommandTest {

  private final Cli cli = Cli.shared();

  @Test
  void aUserIsAddedShownChangedResetAndRemoved() {
    Outcome added = cli.run("user", "add", "uc-ada", "--role", "operator", "--json");
    assertThat(added.exit()).as(added.err()).isZero();
    String made = added.json().get("password").asText();
    assertThat(login("uc-ada", made)).isInstanceOf(Result.Welcome.class);
    assertThat(cli.run("user", "show", "uc-ada", "--json").out()).doesNotContain(made);
    assertThat(cli.run("user", "list").out()).contains("uc-ada", "must change password");

    assertThat(cli.run("user", "edit", "uc-ada", "--role", "viewer").exit()).isZero();

    assertThat(cli.run("user", "show", "uc-ada", "--json").json().get("role").asText())
        .isEqualTo("viewer");
    for (int i = 0; i < 5; i++) {
      login("uc-ada", "wrong");
    }
    assertThat(login("uc-ada", made)).isInstanceOf(Result.Blocked.class);
    assertThat(cli.run("user", "list").out()).contains("locked out until");
    Outcome reset =
        cli.run("a few words in a row\n", Map.of(), "user", "reset", "uc-ada", "--password-stdin");
    assertThat(reset.out()).contains("uc-ada").doesNotContain("few words");
    assertThat(login("uc-ada", "a few words in a row")).isInstanceOf(Result.Welcome.class);
    assertThat(cli.run("user", "edit", "uc-ada", "--disabled").exit()).isZero();
    assertThat(login("uc-ada", "a few words in a row")).isInstanceOf(Result.Refused.class);
    assertThat(cli.run("user", "remove", "uc-ada", "--yes").exit()).isZero();
    assertThat(cli.run("user", "show", "uc-ada").exit()).isEqualTo(1);
    AuditEntry removed = cli.platform().audit().latestOf("user", "uc-ada").orElseThrow();
    assertThat(removed.actor().channel()).isEqualTo("cli");
    assertThat(removed.action()).isEqualTo("remove");
  }

  @Test
  void whatIsWrongIsSaidAtOnce() {
    Outcome wrong =
        cli.run(
            "",
            Map.of("PW", "short"),
            "user",
            "add",
            "-x/y",
            "--role",
            "boss",
            "--password-env",
            "PW");

    assertThat(wrong.exit()).isEqualTo(2);
    Outcome all =
        cli.run(
            "",
            Map.of("PW", "short"),
            "user",
            "add",
            "x/y",
            "--role",
            "boss",
            "--password-env",
            "PW");
    assertThat(all.exit()).isEqualTo(2);
    assertThat(all.errorLines()).hasSize(3);
    assertThat(all.err()).contains("name: ", "role: ", "password: ").doesNotContain("short");
    assertThat(cli.run("user", "edit", "nobody", "--enabled", "--disabled").exit()).isEqualTo(2);
    assertThat(cli.run("user", "add", "uc-x", "--role", "viewer", "--password-file", "/none").err())
        .contains("there is no such file");
  }

  @Test
  void aTokenIsPrintedOnceAndEndsWhenItIsRemoved() {
    Outcome added = cli.run("token", "add", "uc-job", "--role", "viewer", "--json");
    assertThat(added.exit()).as(added.err()).isZero();
    Secret text = Secret.of(added.json().get("token").asText());
    assertThat(cli.platform().tokens().prove(text)).isPresent();
    assertThat(added.json().get("expiresAt").asText()).isNotEmpty();
    assertThat(cli.run("token", "list", "--json").out())
        .contains("uc-job")
        .doesNotContain(text.reveal());
    assertThat(cli.run("token", "add", "uc-job", "--role", "viewer").err()).contains("already");
    assertThat(cli.run("token", "add", "uc-2", "--role", "viewer", "--expires", "soon").exit())
        .isEqualTo(2);

    assertThat(cli.run("token", "remove", "uc-job", "--yes").exit()).isZero();

    assertThat(cli.platform().tokens().prove(text)).isEmpty();
  }

  private Result login(String name, String password) {
    return new Logins(cli.platform().access(), cli.platform().passwords(), cli.platform().clock())
        .login(name, Secret.of(password), new Visitor("ui", "192.0.2.9", ""));
  }
}
