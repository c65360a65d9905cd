package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageCommandTest {

  private static final String MARKER = ".dumpwarden-storage";
  private static final String SECRET = "test-secret-key-unseen";

  private final Cli cli = Cli.shared();

  @Test
  void makesALocalStorageWithItsMarker() throws IOException {
    Path folder = cli.folder().resolve("st-local");
    Outcome added =
        cli.run(
            "storage",
            "add",
            "st-local",
            "--type",
            "local",
            "--path",
            folder.toString(),
            "--shared");
    assertThat(added).isEqualTo(new Outcome(0, "added storage st-local\n", ""));

    JsonNode storage = cli.run("storage", "show", "st-local", "--json").json();

    assertThat(Files.readString(folder.resolve(MARKER)).strip())
        .isEqualTo(storage.get("id").asText());
    assertThat(storage.get("type").asText()).isEqualTo("local");
    assertThat(storage.get("settings").get("path").asText()).isEqualTo(folder.toString());
    assertThat(storage.get("settings").get("shared").asBoolean()).isTrue();
    assertThat(storage.get("secretKey").isNull()).isTrue();
    assertThat(cli.run("storage", "list").out()).contains("st-local").contains(folder.toString());
  }

  @Test
  void leavesNoRowWhereTheFolderIsTaken() throws IOException {
    Path folder = Files.createDirectories(cli.folder().resolve("st-taken"));
    Files.writeString(folder.resolve("somebody.txt"), "here already");

    Outcome outcome =
        cli.run("storage", "add", "st-taken", "--type", "local", "--path", folder.toString());

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("the folder holds other things");
    assertThat(cli.run("storage", "show", "st-taken").exit()).isEqualTo(1);
  }

  @Test
  void testsALocalStorage() throws IOException {
    Path folder = cli.folder().resolve("st-test");
    cli.given("storage", "add", "st-test", "--type", "local", "--path", folder.toString());

    Outcome good = cli.run("storage", "test", "st-test");
    assertThat(good.exit()).isZero();
    assertThat(good.out().lines()).hasSize(6).allMatch(line -> line.startsWith("ok "));
    assertThat(folder.resolve("dumpwarden-test")).doesNotExist();

    Files.delete(folder.resolve(MARKER));
    Outcome unmounted = cli.run("storage", "test", "st-test", "--json");
    assertThat(unmounted.exit()).isEqualTo(1);
    assertThat(unmounted.json().get("ok").asBoolean()).isFalse();
    JsonNode checks = unmounted.json().get("checks");
    assertThat(checks).hasSize(1);
    assertThat(checks.get(0).get("result").asText()).isEqualTo("failed");
    assertThat(checks.get(0).get("message").asText()).contains("there is no marker");
  }

  @Test
  void addsAndEditsAnS3StorageWithoutShowingItsKey() throws IOException {
    Path key = Files.writeString(cli.folder().resolve("secret-key"), SECRET + "\n");
    cli.given(
        "storage",
        "add",
        "st-s3",
        "--type",
        "s3",
        "--endpoint",
        "http://127.0.0.1:1",
        "--region",
        "eu-1",
        "--bucket",
        "backups",
        "--prefix",
        "a/b",
        "--path-style",
        "--access-key",
        "KEY",
        "--secret-key-file",
        key.toString(),
        "--sse",
        "kms",
        "--kms-key-id",
        "k1",
        "--storage-class",
        "STANDARD_IA",
        "--part-size",
        "16MiB",
        "--max-parts",
        "1000",
        "--stall-limit",
        "2m");
    cli.given("storage", "edit", "st-s3", "--prefix", "c", "--storage-class", "");

    Outcome shown = cli.run("storage", "show", "st-s3", "--json");

    JsonNode settings = shown.json().get("settings");
    assertThat(settings.get("bucket").asText()).isEqualTo("backups");
    assertThat(settings.get("prefix").asText()).isEqualTo("c");
    assertThat(settings.get("pathStyle").asBoolean()).isTrue();
    assertThat(settings.get("partSize").asText()).isEqualTo("16MiB");
    assertThat(settings.has("storageClass")).isFalse();
    assertThat(shown.json().get("secretKey").asText()).isEqualTo("[set]");
    assertThat(shown.json().get("problem").isNull()).isTrue();
    assertThat(shown.out() + cli.run("storage", "show", "st-s3").out())
        .doesNotContain(SECRET)
        .doesNotContain("dw1:");
  }

  @Test
  void unsetsTheSecretTogetherWithItsAccessKey() {
    cli.given(
        "storage",
        "add",
        "st-chain",
        "--type",
        "s3",
        "--bucket",
        "backups",
        "--access-key",
        "KEY",
        "--secret-key-stdin");
    cli.given("storage", "edit", "st-chain", "--access-key", "");

    JsonNode storage = cli.run("storage", "show", "st-chain", "--json").json();

    assertThat(storage.get("secretKey").isNull()).isTrue();
    assertThat(storage.get("settings").has("accessKey")).isFalse();
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    Outcome outcome =
        cli.run(
            "storage",
            "add",
            "st-bad",
            "--type",
            "s3",
            "--bucket",
            "No",
            "--endpoint",
            "ftp://x",
            "--part-size",
            "1",
            "--sse",
            "x",
            "--access-key",
            "K",
            "--max-parts",
            "0");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errorLines())
        .allMatch(line -> line.startsWith("error: --"))
        .anyMatch(line -> line.startsWith("error: --bucket: "))
        .anyMatch(line -> line.startsWith("error: --endpoint: "))
        .anyMatch(line -> line.startsWith("error: --part-size: "))
        .anyMatch(line -> line.startsWith("error: --sse: "))
        .anyMatch(line -> line.startsWith("error: --access-key: "))
        .anyMatch(line -> line.startsWith("error: --max-parts: "))
        .hasSize(6);
    assertThat(cli.run("storage", "add", "st-none").err()).contains("error: --type: must be set");
    assertThat(cli.run("storage", "add", "st-none", "--type", "local").err())
        .contains("error: --path: must be set");
  }

  @Test
  void readsARelativePathFromTheCurrentFolder() {
    Path folder = cli.folder().resolve("st-rel");
    Path relative = Path.of("").toAbsolutePath().relativize(folder);
    Outcome outcome =
        cli.run("storage", "add", "st-rel", "--type", "local", "--path", relative.toString());

    assertThat(outcome.exit()).isZero();
    assertThat(
            cli.run("storage", "show", "st-rel", "--json")
                .json()
                .get("settings")
                .get("path")
                .asText())
        .isEqualTo(folder.toString());
  }

  @Test
  void movesToANewFolderWithItsMarker() {
    Path folder = cli.folder().resolve("st-move");
    cli.given("storage", "add", "st-move", "--type", "local", "--path", folder + "-a");
    cli.given("storage", "edit", "st-move", "--path", folder + "-b");

    assertThat(cli.run("storage", "test", "st-move").exit()).isZero();
    assertThat(cli.run("x", Map.of(), "storage", "edit", "st-move", "--path", "/").err())
        .contains("error: --path: must be a folder below the root");
  }

  @Test
  void leavesNoCopiesBehindAtAFormerPath() throws IOException {
    Path from = cli.folder().resolve("st-full");
    Path to = cli.folder().resolve("st-full-moved");
    cli.given("storage", "add", "st-full", "--type", "local", "--path", from.toString());
    StoredCopies.on(cli, "st-full");

    Outcome refused = cli.run("storage", "edit", "st-full", "--path", to.toString());
    Outcome empty = cli.run("storage", "edit", "st-full", "--path", to.toString(), "--moved");
    cli.given("storage", "edit", "st-full", "--stall-limit", "2m");
    Files.move(from, to);
    Outcome moved = cli.run("storage", "edit", "st-full", "--path", to.toString(), "--moved");

    assertThat(refused.exit()).isNotZero();
    assertThat(refused.err()).contains("copies are stored on st-full").contains("--moved");
    assertThat(empty.exit()).isNotZero();
    assertThat(empty.err()).contains("there is no marker");
    assertThat(moved.exit()).isZero();
    assertThat(cli.run("storage", "test", "st-full").exit()).isZero();
  }

  @Test
  void keepsAStorageThatARuleNeeds() {
    cli.given("storage", "add", "st-used", "--type", "s3", "--bucket", "backups");
    cli.given("retention", "add", "--schedule", "manual", "--storage", "st-used", "--keep", "30d");

    Outcome refused = cli.run("storage", "remove", "st-used");
    cli.given("retention", "remove", "--schedule", "manual", "--storage", "st-used");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("manual/st-used");
    assertThat(cli.run("storage", "remove", "st-used").exit()).isZero();
  }
}
