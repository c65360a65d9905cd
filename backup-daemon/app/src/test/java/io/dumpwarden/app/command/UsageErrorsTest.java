package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.command.Cli.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageErrorsTest {

  private static final String SECRET = "test-password-typed";

  private final Cli cli = Cli.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {"--password " + SECRET, "--password=" + SECRET, "--password-stdin=" + SECRET})
  void doesNotRepeatAPasswordGivenAsAnArgument(String arguments) {
    Outcome outcome = cli.run(("server add a " + arguments).split(" "));

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("error: ")
        .contains("--password")
        .contains("hint: see `dumpwarden server add --help`")
        .doesNotContain(SECRET);
  }

  @Test
  void suggestsWhatWasMeant() {
    assertThat(cli.run("servr", "list").err()).contains("'servr'").contains("server");
    assertThat(cli.run("server", "add", "a", "--hots", "h").err())
        .contains("unknown option --hots")
        .contains("--host");
  }

  @Test
  void showsTheCommandsWhereNoneIsGiven() {
    Outcome outcome = cli.run("storage");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("Usage: dumpwarden storage").contains("Adds a storage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"server add", "retention preview", "schedule test", "storage", "runs"})
  void explainsEveryCommand(String command) {
    Outcome outcome = cli.run((command + " --help").split(" "));

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).startsWith("Usage: dumpwarden " + command);
  }
}
