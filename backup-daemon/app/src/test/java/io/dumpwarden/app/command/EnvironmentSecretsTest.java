package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.command.Cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that the environment holds is not said back, right or wrong, wherever it is wrong. */
class EnvironmentSecretsTest {

  private static final Cli CLI = Cli.shared();
  private static final String MARK = "Planted-Secret-4402-";

  @TempDir Path folder;

  @Test
  void whatNoKeyIs() {
    assertSilent(Map.of("DUMPWARDEN_MASTER_KEY", MARK + "key"), "server", "list");
  }

  @Test
  void thePasswordOfAStoreThatIsAway() {
    assertSilent(
        Map.of(
            "DUMPWARDEN_METADATA_URL",
            "jdbc:mariadb://127.0.0.1:1/dumpwarden",
            "DUMPWARDEN_METADATA_USER",
            "somebody",
            "DUMPWARDEN_METADATA_PASSWORD",
            MARK + "store"),
        "server",
        "list");
  }

  @Test
  void aPasswordInsideTheUrl() {
    assertSilent(
        Map.of(
            "DUMPWARDEN_METADATA_URL",
            "jdbc:mariadb://127.0.0.1:1/dumpwarden?user=a&password=" + MARK + "url"),
        "server",
        "list");
  }

  @Test
  void whatAFileHolds() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), MARK + "file\n");
    assertSilent(
        Map.of(
            "DUMPWARDEN_MASTER_KEY_FILE", file.toString(), "DUMPWARDEN_MASTER_KEY", MARK + "both"),
        "server",
        "list");
  }

  @Test
  void aMisspeltName() {
    assertSilent(Map.of("DUMPWARDEN_ADMIN_PASSWROD", MARK + "name"), "server", "list");
  }

  private void assertSilent(Map<String, String> environment, String... arguments) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("DUMPWARDEN_DATA_DIR", folder.resolve("data").toString());
    Outcome outcome = CLI.run("", all, arguments);
    assertThat(outcome.exit()).as("%s", outcome).isNotZero();
    assertThat(outcome.out() + outcome.err()).isNotEmpty().doesNotContain(MARK);
  }
}
