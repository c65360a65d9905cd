package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dumpwarden.access.Role;
import io.dumpwarden.app.command.RestServer.Answer;
import io.dumpwarden.app.desk.DaemonSystem;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audit, retention, and the installation itself by REST. */
class SystemApiTest {

  private static RestServer rest;

  @TempDir static Path folder;

  @BeforeAll
  static void start() {
    rest = RestServer.start();
    rest.post(
        "storages",
        "{\"name\": \"sys-disk\", \"type\": \"local\", \"path\": \"%s\"}"
            .formatted(folder.resolve("disk")));
  }

  @AfterAll
  static void stop() {
    rest.delete("storages/sys-disk");
    rest.close();
  }

  @AfterEach
  void asAdmin() {
    rest.callAs(Role.ADMIN);
  }

  private static List<JsonNode> lines(Answer answer) {
    return answer.body().lines().map(SystemApiTest::read).toList();
  }

  private static JsonNode read(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  @Test
  void theAuditTrailIsFilteredPagedAndForAdminsOnly() {
    Answer one = rest.get("audit?kind=storage&key=sys-disk&limit=1");
    assertThat(one.json()).hasSize(1);
    assertThat(one.json().get(0).path("actor").asText()).isEqualTo("ann");
    assertThat(one.json().get(0).path("id").asLong()).isPositive();
    Answer page = rest.get("audit?limit=1");
    assertThat(page.header("Link")).contains("limit=1&before=");
    assertThat(rest.get("audit?before=x&form=csv").wrongFields())
        .containsExactlyInAnyOrder("before", "form");
    rest.callAs(Role.OPERATOR);
    assertThat(rest.get("audit").status()).isEqualTo(403);
    assertThat(rest.get("audit/export").status()).isEqualTo(403);
  }

  @Test
  void anExportIsStreamedAndOnTheTrail() {
    Answer csv = rest.get("audit/export?kind=storage&key=sys-disk");
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"audit.csv\"");
    assertThat(csv.body().lines().toList()).hasSize(2).last().asString().contains(",ann,");
    JsonNode entry = rest.get("audit?action=export&limit=1").json().get(0);
    assertThat(entry.path("after").path("key").asText()).isEqualTo("sys-disk");
    assertThat(lines(rest.get("audit/export?format=jsonl&action=export"))).isNotEmpty();
    assertThat(rest.get("audit/export?format=xls").wrongFields()).containsExactly("format");
  }

  @Test
  void theCommandLineShowsAndExportsTheSame() throws IOException {
    Cli.Outcome list =
        Cli.shared().run("audit", "list", "--kind", "storage", "--key", "sys-disk", "--json");
    assertThat(list.json()).isEqualTo(rest.get("audit?kind=storage&key=sys-disk").json());
    Path file = folder.resolve("audit.csv");
    Cli.Outcome export =
        Cli.shared().run("audit", "export", "--key", "sys-disk", "--output", file.toString());
    assertThat(export.exit()).as(export.err()).isZero();
    assertThat(file).content().contains("sys-disk");
    assertThat(Cli.shared().run("audit", "export", "--output", file.toString()).exit())
        .isEqualTo(ExitCode.FAILED);
    assertThat(Cli.shared().run("audit", "list", "--from", "yesterday").exit())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theSystemTellsWhatItStandsOn() {
    JsonNode system = rest.get("system").json();
    assertThat(system.path("facts").path("store").asText()).startsWith("MariaDB 11.4");
    assertThat(system.path("facts").path("embedded").asBoolean()).isTrue();
    assertThat(system.path("facts").path("keyId").asText()).isNotEmpty();
    assertThat(system.path("facts").path("tools")).isNotEmpty();
    assertThat(system.path("nodes").isArray()).isTrue();
  }

  @Test
  void theStoreIsBackedUpInTheBackground() {
    Answer asked = rest.post("self-backups", "");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.header("Location")).isEqualTo("/api/v1/self-backups");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                rest.get("self-backups").json().findValuesAsText("storage").contains("sys-disk")
                    && !rest.get("self-backups").body().contains("\"running\""));
    assertThat(rest.get("audit?action=self-backup&limit=1").json().get(0).path("actor").asText())
        .isEqualTo("ann");
  }

  @Test
  void aCatalogIsCheckedAndRebuiltLineByLine() {
    Answer check = rest.post("catalog/check", "{\"storages\": [\"sys-disk\"]}");
    assertThat(check.status()).as(check.body()).isEqualTo(200);
    assertThat(check.header("Content-Type")).startsWith("application/x-ndjson");
    List<JsonNode> lines = lines(check);
    assertThat(lines.get(lines.size() - 1).path("end").path("storages").get(0).asText())
        .isEqualTo("sys-disk");
    JsonNode end =
        lines(rest.post("catalog/rebuild", "{\"storage\": \"sys-disk\", \"dryRun\": true}"))
            .get(0)
            .path("end");
    assertThat(end.path("manifests").asLong()).isZero();
    assertThat(end.path("dryRun").asBoolean()).isTrue();
    assertThat(rest.post("catalog/check", "{\"storages\": [\"nowhere\"]}").status()).isEqualTo(404);
    assertThat(rest.post("catalog/rebuild", "{\"dryrun\": true}").wrongFields())
        .containsExactlyInAnyOrder("storage", "dryrun");
  }

  @Test
  void aRebuildIsOnTheTrailBeforeAndAfter() {
    assertThat(rest.post("catalog/rebuild", "{\"storage\": \"sys-disk\"}").status()).isEqualTo(200);

    JsonNode trail = rest.get("audit?action=rebuild&key=sys-disk&limit=2").json();
    assertThat(trail.get(1).path("after").path("status").asText()).isEqualTo("begun");
    assertThat(trail.get(0).path("after").path("backupsAdded").asText()).isEqualTo("0");
  }

  @Test
  void oneLooksAtTheCatalogAtATime() throws IOException {
    Path stray = Files.writeString(folder.resolve("disk").resolve("stray.txt"), "not ours");
    DaemonSystem desk = new DaemonSystem(Cli.shared().platform());
    List<ErrorCode> refused = new ArrayList<>();

    desk.checkCatalog(
        List.of("sys-disk"),
        finding -> {
          try {
            desk.checkCatalog(List.of("sys-disk"), further -> {});
          } catch (DumpwardenException e) {
            refused.add(e.code());
          }
        });
    Files.delete(stray);

    assertThat(refused).isNotEmpty().containsOnly(ErrorCode.BUSY);
    assertThat(desk.checkCatalog(List.of("sys-disk"), further -> {})).containsExactly("sys-disk");
  }

  @Test
  void retentionIsPreviewedAsTheCommandLineDoes() {
    assertThat(rest.get("retention/preview").json())
        .isEqualTo(Cli.shared().run("retention", "preview", "--json").json());
    assertThat(rest.get("retention/preview?schedule=nothing").status()).isEqualTo(404);
    rest.callAs(Role.OPERATOR);
    assertThat(rest.post("retention/apply", "").status()).isEqualTo(403);
    rest.callAs(Role.ADMIN);
    JsonNode outcome = rest.post("retention/apply", "").json();
    assertThat(outcome.has("removed") && outcome.has("left") && outcome.has("locked")).isTrue();
    JsonNode entry = rest.get("audit?kind=retention&limit=1").json().get(0);
    assertThat(entry.path("action").asText()).isEqualTo("apply");
    assertThat(entry.path("actor").asText()).isEqualTo("ann");
  }

  @Test
  void dumpOptionsAreThoseOfTheCommandLine() {
    assertThat(rest.get("dump-options").json())
        .isEqualTo(Cli.shared().run("dump-options", "list", "--json").json());
  }
}
