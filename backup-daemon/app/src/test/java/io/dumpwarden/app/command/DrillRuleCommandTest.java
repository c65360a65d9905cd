package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How schedules are told to drill their backups. */
class DrillRuleCommandTest {

  private static final Cli CLI = Cli.shared();

  @Test
  void assertionsComeAsOptionsOrInAFile() throws Exception {
    Outcome added =
        add(
            "dr-options",
            "--drill",
            "weekly",
            "--drill-assertion",
            "SELECT COUNT(*) FROM orders > 0",
            "--drill-assertion",
            "shop: SELECT 1");
    assertThat(added.exit()).as("" + added).isZero();
    assertThat(shown("dr-options").get("drill").asText()).isEqualTo("weekly");
    assertThat(shown("dr-options").get("drillAssertions"))
        .extracting(JsonNode::asText)
        .containsExactly("SELECT COUNT(*) FROM orders > 0", "shop: SELECT 1");

    Path file = Files.writeString(CLI.folder().resolve("assertions"), "SELECT 2\n\nSELECT 3\n");
    CLI.given("schedule", "edit", "dr-options", "--drill-assertions-file", file.toString());
    assertThat(shown("dr-options").get("drillAssertions"))
        .extracting(JsonNode::asText)
        .containsExactly("SELECT 2", "SELECT 3");
    CLI.given("schedule", "edit", "dr-options", "--drill", "");
    assertThat(shown("dr-options").get("drill").asText("")).isIn("", "null");
  }

  @Test
  void whatIsWrongIsToldAtOnce() {
    Outcome outcome =
        add("dr-wrong", "--drill", "now and then", "--drill-assertion", "DROP TABLE orders");

    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.errorLines())
        .anySatisfy(line -> assertThat(line).contains("--drill: 'now and then' is none of daily"))
        .anySatisfy(line -> assertThat(line).contains("--drill-assertion: 'DROP TABLE orders'"));
    Outcome both = add("dr-both", "--drill-assertion", "SELECT 1", "--drill-assertions-file", "x");
    assertThat(both.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(both.err()).contains("give one of them");
    Outcome missing = add("dr-missing", "--drill-assertions-file", "/nowhere/at/all");
    assertThat(missing.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).contains("cannot read /nowhere/at/all");
  }

  private static Outcome add(String name, String... more) {
    List<String> line = new ArrayList<>(List.of("schedule", "add", name, "--cron", "@daily"));
    line.addAll(List.of(more));
    return CLI.run(line.toArray(String[]::new));
  }

  private static JsonNode shown(String name) {
    return CLI.run("schedule", "show", name, "--json").json();
  }
}
