package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.config.ConfigKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the commands make of rows that somebody wrote by plain SQL. */
class DirectEditCommandTest {

  private static final String SECRET = "test-password-pasted";

  private final Cli cli = Cli.shared();

  @Test
  void showsWhatIsWrongWithAServerAndHidesAClearPassword() {
    cli.platform()
        .rows()
        .insert(
            ConfigKind.SERVER,
            Map.of(
                "name",
                "de-server",
                "flavor",
                "oracle",
                "host",
                "h",
                "port",
                "70000",
                "username",
                "u",
                "password",
                SECRET));

    Outcome shown = cli.run("server", "show", "de-server", "--json");
    Outcome tested = cli.run("server", "test", "de-server");

    assertThat(shown.json().get("password").asText()).isEqualTo("[set]");
    assertThat(shown.json().get("problem").asText()).contains("--flavor: ").contains("--port: ");
    assertThat(tested.exit()).isEqualTo(1);
    assertThat(tested.out())
        .contains("error    row: --flavor: 'oracle'")
        .contains("--port: '70000'");
    assertThat(shown.out() + tested + cli.run("server", "list")).doesNotContain(SECRET);
  }

  @Test
  void hidesSettingsThatItDoesNotKnow() {
    cli.platform()
        .rows()
        .insert(
            ConfigKind.STORAGE,
            Map.of(
                "name",
                "de-storage",
                "type",
                "s3",
                "settings",
                "{\"bucket\": \"backups\", \"secret_key\": \"" + SECRET + "\"}"));

    Outcome shown = cli.run("storage", "show", "de-storage", "--json");
    Outcome tested = cli.run("storage", "test", "de-storage");

    JsonNode storage = shown.json();
    assertThat(storage.get("settings").get("bucket").asText()).isEqualTo("backups");
    assertThat(storage.get("problem").asText()).contains("settings.secret_key");
    assertThat(tested.exit()).isEqualTo(1);
    assertThat(shown.out() + tested + cli.run("storage", "list")).doesNotContain(SECRET);
  }

  @Test
  void repairsABrokenRow() {
    cli.platform()
        .rows()
        .insert(ConfigKind.STORAGE, Map.of("name", "de-broken", "type", "s3", "settings", "{oops"));

    assertThat(cli.run("storage", "show", "de-broken").out()).contains("is not JSON");
    assertThat(cli.run("storage", "edit", "de-broken", "--bucket", "backups").exit()).isZero();
    assertThat(cli.run("storage", "show", "de-broken", "--json").json().get("problem").isNull())
        .isTrue();
  }
}
