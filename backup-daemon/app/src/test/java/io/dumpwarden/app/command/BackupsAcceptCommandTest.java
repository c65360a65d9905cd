package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.anomaly.Measure;
import io.dumpwarden.anomaly.Measured;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.AnomalyKind;
import io.dumpwarden.catalog.Backup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What differs is shown on the command line, and accepted there. */
class BackupsAcceptCommandTest {

  private static final String NAME = "accepting";

  private final Cli cli = Cli.shared();

  @Test
  void whatDiffersIsShownUntilItIsAccepted() {
    String folder = cli.folder().resolve(NAME).toString();
    cli.given("storage", "add", NAME, "--type", "local", "--path", folder);
    Backup backup = new SampleBackups(cli, NAME).add(1, NAME);
    Measure measure = new Measure(new Measure.Made("tool", "none"), 4, 4, 1, null, null);
    Measured measured = new Measured(backup.id(), NAME, "server", "shop", measure);
    Anomaly fell = new Anomaly(AnomalyKind.SIZE_FELL, "4 B dumped, usually 9 B", 4, 9, true);
    cli.platform().anomalies().judged(measured, List.of(fell), backup.startedAt());

    assertThat(cli.run("backups", "--schedule", NAME).out()).contains("UNLIKE", "size-fell");
    assertThat(anomaly().path("reason").asText()).isEqualTo("4 B dumped, usually 9 B");
    assertThat(anomaly().path("acceptedAt").isNull()).isTrue();

    Outcome accepted = cli.run("backups", "accept", backup.id());

    assertThat(accepted.exit()).as(accepted.err()).isZero();
    assertThat(accepted.out()).contains(backup.id() + " is accepted");
    assertThat(cli.run("backups", "--schedule", NAME).out()).doesNotContain("size-fell");
    assertThat(anomaly().path("acceptedBy").asText()).isEqualTo(System.getProperty("user.name"));
    assertThat(cli.run("backups", "accept", backup.id(), "--json").json().findPath("changed"))
        .hasToString("false");
    assertThat(cli.run("backups", "accept", "nobody").exit()).isEqualTo(1);
  }

  private JsonNode anomaly() {
    return cli.run("backups", "--schedule", NAME, "--json")
        .json()
        .path(0)
        .path("anomalies")
        .path(0);
  }
}
