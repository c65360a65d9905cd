package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.config.Storage;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionCommandTest {

  private final Cli cli = Cli.shared();

  @Test
  void addsEditsAndRemovesARule() {
    cli.given("storage", "add", "re-st", "--type", "s3", "--bucket", "backups");
    cli.given("schedule", "add", "re-sc", "--cron", "@daily");
    cli.given(
        "retention",
        "add",
        "--schedule",
        "re-sc",
        "--storage",
        "re-st",
        "--keep",
        "30d",
        "--min-copies",
        "3",
        "--max-copies",
        "10");
    cli.given("retention", "edit", "--schedule", "re-sc", "--storage", "re-st", "--keep", "2w");

    JsonNode rule = show("re-sc", "re-st").json();

    assertThat(rule.get("schedule").asText()).isEqualTo("re-sc");
    assertThat(rule.get("storage").asText()).isEqualTo("re-st");
    assertThat(rule.get("keep").asText()).isEqualTo("2w");
    assertThat(rule.get("keepForever").asBoolean()).isFalse();
    assertThat(rule.get("minCopies").asInt()).isEqualTo(3);
    assertThat(rule.get("maxCopies").asInt()).isEqualTo(10);
    assertThat(rule.get("problem").isNull()).isTrue();
    assertThat(cli.run("retention", "list").out()).contains("re-sc").contains("2w");
    cli.given("retention", "remove", "--schedule", "re-sc", "--storage", "re-st", "--yes");
    assertThat(show("re-sc", "re-st").exit()).isEqualTo(1);
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    Outcome outcome =
        cli.run(
            "retention",
            "add",
            "--schedule",
            "re-none",
            "--storage",
            "re-none",
            "--keep",
            "30",
            "--min-copies",
            "5",
            "--max-copies",
            "2");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errorLines())
        .anyMatch(line -> line.startsWith("error: --schedule: there is no schedule 're-none'"))
        .anyMatch(line -> line.startsWith("error: --storage: there is no storage 're-none'"))
        .anyMatch(line -> line.startsWith("error: --keep: '30' is not an age"))
        .anyMatch(line -> line.startsWith("error: --max-copies: "))
        .hasSize(4);
    assertThat(cli.run("retention", "add", "--keep", "30d"))
        .satisfies(missing -> assertThat(missing.exit()).isEqualTo(2))
        .satisfies(
            missing -> assertThat(missing.err()).contains("--schedule").contains("--storage"));
  }

  @Test
  void refusesARuleThatNeverEndsCopiesWithoutSayingSo() {
    cli.given("storage", "add", "re-end", "--type", "s3", "--bucket", "backups");

    Outcome neither = cli.run("retention", "add", "--schedule", "manual", "--storage", "re-end");
    Outcome both =
        cli.run(
            "retention",
            "add",
            "--schedule",
            "manual",
            "--storage",
            "re-end",
            "--keep-forever",
            "--keep",
            "1d");

    assertThat(neither.err()).contains("error: --keep: set ");
    assertThat(both.err()).contains("error: --keep-forever: contradicts");
  }

  @Test
  void previewsAndApplies() {
    String folder = cli.folder().resolve("re-local").toString();
    cli.given("storage", "add", "re-local", "--type", "local", "--path", folder);
    cli.given("schedule", "add", "re-due", "--cron", "@daily");
    cli.given(
        "retention", "add", "--schedule", "re-due", "--storage", "re-local", "--max-copies", "1");
    ObjectKey old = backup(2);
    ObjectKey fresh = backup(1);

    Outcome preview = cli.run("retention", "preview", "--schedule", "re-due", "--json");
    assertThat(preview.json()).hasSize(2);
    assertThat(line(preview.json(), fresh).get("action").asText()).isEqualTo("keep");
    assertThat(line(preview.json(), old).get("action").asText()).isEqualTo("remove");
    assertThat(line(preview.json(), old).get("reason").asText()).isNotBlank();
    assertThat(cli.run("retention", "preview", "--schedule", "re-due").out())
        .contains("1 of 2 copies would be removed");
    assertThat(storage().stat(old)).as("a preview touches nothing").isPresent();

    Outcome applied = cli.run("retention", "apply", "--json");
    assertThat(applied.exit()).isZero();
    assertThat(line(applied.json().get("removed"), old)).isNotNull();
    assertThat(applied.json().get("left")).isEmpty();
    assertThat(storage().stat(old)).isEmpty();
    assertThat(storage().stat(fresh)).isPresent();
    assertThat(cli.run("retention", "preview", "--schedule", "re-du").err())
        .contains("did you mean 're-due'");
  }

  private Outcome show(String schedule, String storage) {
    return cli.run("retention", "show", "--schedule", schedule, "--storage", storage, "--json");
  }

  private static @Nullable JsonNode line(JsonNode lines, ObjectKey key) {
    for (JsonNode line : lines) {
      if (line.get("key").asText().equals(key.value())) {
        return line;
      }
    }
    return null;
  }

  private Storage storageRow() {
    return cli.platform().snapshots().get().storage("re-local").orElseThrow();
  }

  private StorageProvider storage() {
    return cli.platform().storages().open(storageRow());
  }

  /** Stores a dump and its manifest, and records them. */
  private ObjectKey backup(int daysAgo) {
    Instant at = Instant.now().minus(Duration.ofDays(daysAgo)).truncatedTo(ChronoUnit.SECONDS);
    ObjectKey key = ObjectKey.of("re-server", "daily", "shop", "shop_" + daysAgo + ".sql");
    put(key);
    put(KeyLayout.manifestKey(key));
    String id = UUID.randomUUID().toString();
    Copy copy =
        new Copy(
            UUID.randomUUID().toString(),
            id,
            "re-local",
            storageRow().id(),
            null,
            key.value(),
            "",
            CopyStatus.STORED,
            4,
            at,
            null,
            null,
            null,
            null);
    DumpFacts facts = new DumpFacts(4, "0123456789abcdef", 4, "0".repeat(64), null, "{}");
    cli.platform()
        .catalog()
        .finish(
            new Backup(
                id,
                UUID.randomUUID().toString(),
                "re-due",
                "re-server",
                "daily",
                "shop",
                List.of("shop"),
                "mysqldump",
                BackupStatus.SUCCEEDED,
                at,
                at.plusSeconds(1),
                false,
                facts,
                null,
                null,
                List.of(copy),
                List.of()));
    return key;
  }

  private void put(ObjectKey key) {
    try (StorageWriter writer = storage().open(key, OptionalLong.empty())) {
      writer.write("dump".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, 4);
      writer.commit();
    }
  }
}
