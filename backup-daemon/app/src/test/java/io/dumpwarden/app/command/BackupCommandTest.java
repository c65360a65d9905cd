package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Backups that somebody asks for, of a real server into a real folder. */
@Timeout(120)
class BackupCommandTest {

  private static final Cli CLI = Cli.shared();

  @BeforeAll
  static void source() throws Exception {
    BackupSource.make();
  }

  @Test
  void singleBacksUpOneDatabase() {
    Outcome outcome = BackupSource.backup("single", "--database", "bc_shop", "--json");

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    JsonNode backup = outcome.json().get("backups").get(0);
    assertThat(outcome.json().get("backups")).hasSize(1);
    assertThat(backup.get("databases").get(0).asText()).isEqualTo("bc_shop");
    assertThat(backup.get("status").asText()).isEqualTo("succeeded");
    assertThat(backup.get("type").asText()).isEqualTo("manual");
    assertThat(backup.get("sha256").asText()).hasSize(64);
    String key = backup.get("copies").get(0).get("key").asText();
    assertThat(BackupSource.DISK.resolve(key)).exists();
    assertThat(outcome.json().get("run").get("schedule").asText()).isEqualTo("manual");
    assertThat(outcome.json().get("run").get("trigger").asText()).isEqualTo("cli");
  }

  @Test
  void namesThatDoNotExistAreListed() {
    long before = BackupSource.files();

    Outcome outcome =
        BackupSource.backup("filter", "--db", "bc_shop", "--db", "bc_shpo", "--db", "zzzzzzzzz");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("server bc has no database bc_shpo (did you mean 'bc_shop'?), zzzzzzzzz")
        .contains("(not-found)");
    assertThat(BackupSource.files()).isEqualTo(before);
  }

  @Test
  void aMistakeInTheWordsLeavesNoRunBehind() {
    int runs = CLI.run("runs", "--server", "bc", "--limit", "1000", "--json").json().size();

    Outcome outcome =
        BackupSource.backup(
            "single", "--database", "bc_crm", "--encryption", "aes-256-gcm", "--key-id", "bc-none");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("there is no valid encryption key 'bc-none'");
    assertThat(CLI.run("runs", "--server", "bc", "--limit", "1000", "--json").json()).hasSize(runs);
  }

  @Test
  void aTableToLeaveOutThatIsNotThereIsTold() {
    Outcome outcome =
        BackupSource.backup("single", "--database", "bc_crm", "--exclude-table", "bc_crm.nosuch");

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("tables bc_crm.nosuch")
        .containsPattern("(?m)^- +failed")
        .doesNotContainPattern("(?m)^bc_crm +failed");
  }

  @Test
  void aCombinedFileIsRestoredUnderItsOwnNamesAlone() {
    Outcome made =
        BackupSource.backup(
            "filter", "--db", "bc_shop", "--db", "bc_crm", "--mode", "single-file", "--json");
    assertThat(made.exit()).as(made.toString()).isZero();
    String id = made.json().get("backups").get(0).get("id").asText();

    Outcome outcome = CLI.run("restore", id, "--to", "bc", "--yes");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("is not empty", "by --replace").doesNotContain("--database");
  }

  @Test
  void nothingSelectedIsAnError() {
    Outcome outcome = BackupSource.backup("filter", "--db", "bc_zz*");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("(no-databases)").contains("nothing is selected");
  }

  @Test
  void aScriptIsNeverAsked() {
    assertUsage("name the databases by --db or --db-file", "filter");
    assertUsage("name the database by --database", "single");
    assertUsage("--ask asks a person", "single", "--database", "bc_shop", "--ask");
  }

  @Test
  void whatDoesNotFitIsAUsageErrorInTheWordsOfTheOptions() {
    assertUsage("--mode: 'both' is none of", "filter", "--db", "bc_shop", "--mode", "both");
    assertUsage("--filename: '../up' is not", "all", "--filename", "../up");
    assertUsage("--parallel: '0' is not", "separated", "--parallel", "0");
    assertUsage("--compress-type: 'rar' is none of", "all", "--compress-type", "rar");
    assertUsage("--exclude-table: 'log' is not a table", "all", "--exclude-table", "log");
    assertUsage("--engine: 'other' is none of", "all", "--engine", "other");
    assertUsage("--lock-timeout: ", "all", "--lock-timeout", "soon");
    assertUsage("--include-system contradicts", "all", "--include-system", "--exclude-system");
    assertUsage("--output-dir contradicts", "all", "--output-dir", "x");
    assertUsage("there is no file", "filter", "--db-file", "/nowhere");
    assertUsage("--db: mysql is the server's own", "filter", "--db", "mysql");
    assertUsage("--ticket: 'a b' is no ticket", "all", "--ticket", "a b");
  }

  @Test
  void unknownServersAndStoragesAreNamedWithTheNearest() {
    Outcome server = CLI.run("backup", "all", "--server", "bcc");
    assertThat(server.exit()).isEqualTo(1);
    assertThat(server.err()).contains("there is no enabled server 'bcc', did you mean 'bc'");
    Outcome storage = CLI.run("backup", "all", "--server", "bc", "--storage", "bc-disc");
    assertThat(storage.exit()).isEqualTo(1);
    assertThat(storage.err()).contains("no enabled storage 'bc-disc', did you mean 'bc-disk'");
  }

  @Test
  void aDryRunShowsEverythingAndWritesNothing() {
    long files = BackupSource.files();
    int runs = CLI.run("runs", "--server", "bc", "--limit", "1000", "--json").json().size();

    Outcome outcome =
        BackupSource.backup(
            "separated", "--exclude-db", "bc_?,*", "--ticket", "T-1", "--dry-run", "--json");
    Outcome text =
        BackupSource.backup("all", "--exclude-data", "--filename", "nightly", "--dry-run");

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    JsonNode preview = outcome.json().get("previews").get(0);
    assertThat(preview.get("server").asText()).isEqualTo("bc");
    assertThat(preview.get("ticket").asText()).isEqualTo("T-1");
    assertThat(preview.get("files")).hasSize(BackupSource.DATABASES.size() - 1);
    assertThat(preview.get("files").get(0).get("key").asText()).endsWith("_T-1.sql.zst");
    assertThat(preview.get("storages").get(0).asText()).isEqualTo("bc-disk");
    assertThat(preview.get("estimatedBytes").asLong()).isPositive();
    assertThat(text.exit()).isZero();
    assertThat(text.out())
        .contains("bc/manual/all/nightly_")
        .contains("structure only")
        .contains("retention would remove nothing afterwards")
        .contains("dry run: nothing was written");
    assertThat(BackupSource.files()).isEqualTo(files);
    assertThat(CLI.run("runs", "--server", "bc", "--limit", "1000", "--json").json()).hasSize(runs);
  }

  @Test
  void aFolderStandsForTheStorages() throws Exception {
    Path folder = CLI.folder().resolve("bc-out");
    String[] line = {
      "backup",
      "single",
      "--server",
      "bc",
      "--database",
      "bc_crm",
      "--json",
      "--output-dir",
      "" + folder
    };
    assertThat(CLI.run(line).err()).contains("--output-dir: there is no folder " + folder);
    Files.createDirectory(folder);

    Outcome outcome = CLI.run(line);

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    JsonNode backup = outcome.json().get("backups").get(0);
    assertThat(backup.get("copies")).hasSize(1);
    assertThat(folder.resolve(backup.get("copies").get(0).get("key").asText())).exists();
  }

  @Test
  void theResultIsATableOfFiles() {
    Outcome outcome = BackupSource.backup("single", "--database", "bc_crm", "--ticket", "OPS-7");

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.out())
        .contains("on bc, ticket OPS-7: succeeded")
        .contains("FILE")
        .contains("RATIO")
        .contains("WHERE")
        .containsPattern("bc/manual/bc_crm/bc_crm_\\S+_OPS-7\\.sql\\.zst +succeeded")
        .contains("bc-disk");
    assertThat(CLI.run("runs", "--server", "bc", "--limit", "1000").out()).contains("OPS-7");
  }

  @Test
  void compressionAndNameAreAsAskedFor() {
    Outcome outcome =
        BackupSource.backup(
            "single",
            "--database",
            "bc_crm",
            "--compress-type",
            "gzip",
            "--compress-level",
            "1",
            "--filename",
            "before-upgrade",
            "--json");

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    JsonNode copy = outcome.json().get("backups").get(0).get("copies").get(0);
    assertThat(copy.get("key").asText())
        .startsWith("bc/manual/bc_crm/before-upgrade_")
        .endsWith(".sql.gz");
  }

  @Test
  void aKeyFromAFileEncrypts() throws Exception {
    Path key = Files.writeString(CLI.folder().resolve("bc-key"), "a passphrase of tests\n");
    String[] options = {
      "--database", "bc_crm", "--encryption", "aes-256-gcm", "--encryption-key-file", "" + key
    };

    Outcome outcome = BackupSource.backup("single", options);

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.out()).containsPattern("bc_crm_\\S+\\.sql\\.zst\\.enc +succeeded");
    assertUsage("no --encryption that it is the key of", "all", "--encryption-key-file", "" + key);
    assertUsage(
        "file '/nowhere' cannot be read",
        "all",
        "--encryption",
        "age",
        "--encryption-key-file",
        "/nowhere");
    Path empty = Files.writeString(CLI.folder().resolve("bc-empty-key"), "\n");
    assertUsage(
        "there is no key in file",
        "all",
        "--encryption",
        "aes-256-gcm",
        "--encryption-key-file",
        "" + empty);
  }

  @Test
  void anOutputFolderWithTooLongAPathIsAUsageError() throws Exception {
    Path folder = Files.createDirectories(CLI.folder().resolve("f".repeat(150)));

    Outcome outcome =
        CLI.run(
            "backup",
            "single",
            "--server",
            "bc",
            "--database",
            "bc_crm",
            "--output-dir",
            "" + folder);

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("has more than");
  }

  @Test
  void aTicketMayBeRequired() {
    CLI.given("setting", "set", "ticket_required", "yes");
    try {
      Outcome refused = BackupSource.backup("single", "--database", "bc_crm", "--dry-run");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("give it by --ticket");
      Outcome run = CLI.run("run", "any", "--wait");
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains("give it by --ticket");
      assertThat(
              BackupSource.backup("single", "--database", "bc_crm", "--ticket", "T1", "--dry-run")
                  .exit())
          .isZero();
    } finally {
      CLI.given("setting", "unset", "ticket_required");
    }
  }

  @Test
  void aScheduleShowsWhatItsRunWouldDo() {
    CLI.given(
        "schedule",
        "add",
        "bc-sched",
        "--type",
        "manual",
        "--servers",
        "bc",
        "--databases",
        "bc_shop,bc_none",
        "--exclude-tables",
        "*.log");
    CLI.given("retention", "add", "--schedule", "bc-sched", "--storage", "bc-disk", "--keep", "1d");

    Outcome outcome = CLI.run("run", "bc-sched", "--dry-run", "--ticket", "T2", "--json");

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    JsonNode preview = outcome.json().get("previews").get(0);
    assertThat(preview.get("files")).hasSize(1);
    assertThat(preview.get("warnings").get(0).asText()).contains("bc_none");
    assertThat(CLI.run("run", "bc-sched", "--dry-run").out())
        .contains("without tables *.log")
        .contains("dry run: nothing was written");
    assertThat(CLI.run("runs", "--schedule", "bc-sched", "--json").json()).isEmpty();
  }

  private static void assertUsage(String message, String mode, String... options) {
    Outcome outcome = BackupSource.backup(mode, options);
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
    assertThat(outcome.err()).contains(message);
  }
}
