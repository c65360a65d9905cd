package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code catalog check} on a folder that was meddled with. */
@Tag("long")
class CatalogCheckTest {

  @TempDir Path folder;
  private RecoveryScene scene;

  @BeforeEach
  void make() throws Exception {
    scene = new RecoveryScene(folder, "check");
    scene.addServer();
    scene.addDisk();
  }

  @AfterEach
  void end() throws Exception {
    scene.close();
  }

  @Test
  void whatIsAsItShouldBeIsClean() throws Exception {
    scene.addBucket();
    scene.backup();
    scene.given("self-backup", "run");
    Cli.Outcome outcome = scene.run("catalog", "check");
    assertThat(outcome.exit()).as(outcome.out()).isZero();
    assertThat(outcome.out()).contains("all as it should be").contains("disk").contains("bucket");
  }

  @Test
  void everyDifferenceIsToldAndNothingIsTouched() throws Exception {
    String gone = scene.backup();
    String rowless = scene.backup();
    String cut = scene.backup();
    String bare = scene.backup();
    String dumpless = scene.backup();
    String failed = scene.backup();
    String revived = scene.backup();
    scene.given("self-backup", "run");
    List<String> keys = new ArrayList<>();
    for (String id : List.of(gone, rowless, cut, bare, dumpless, failed, revived)) {
      keys.add(key(id));
    }
    Files.delete(file(keys.get(0)));
    Files.delete(manifest(keys.get(0)));
    forget(rowless);
    Files.write(file(keys.get(2)), new byte[] {1});
    Files.delete(manifest(keys.get(3)));
    Files.delete(file(keys.get(4)));
    forget(dumpless);
    Files.delete(manifest(keys.get(5)));
    scene.sql(
        "UPDATE copy SET status = 'failed', upload_id = 'shop1/gone.partial' WHERE backup_id = '"
            + failed
            + "'");
    scene.sql("UPDATE copy SET status = 'deleted' WHERE backup_id = '" + revived + "'");
    Files.writeString(scene.disk().resolve("README"), "hello");
    partial(file(keys.get(6)).getFileName().toString());
    partial(file(keys.get(6)).getFileName().toString().replaceFirst("Z_0", "Z_f"));
    List<String> before = tree();

    Cli.Outcome outcome = scene.run("catalog", "check", "disk", "--json");

    assertThat(outcome.exit()).isEqualTo(ExitCode.PARTIAL);
    List<String> told = new ArrayList<>();
    for (JsonNode f : outcome.json().get("findings")) {
      String key = f.get("key").asText().replace(".meta.json", "");
      told.add(f.get("kind").asText() + " " + keys.indexOf(key));
    }
    assertThat(told)
        .containsExactlyInAnyOrder(
            "row-without-object 0",
            "object-without-row 1",
            "size-differs 2",
            "dump-without-manifest 3",
            "manifest-without-dump 4",
            "to-be-swept 5",
            "row-disagrees 6",
            "unknown-object -1",
            // the accounts of the two dumps that are gone
            "unknown-object -1",
            "unknown-object -1",
            "to-be-swept -1",
            "pending-upload -1");
    assertThat(outcome.out()).contains("the dump is removed: it has no manifest");
    assertThat(tree()).isEqualTo(before);
  }

  private void partial(String name) throws IOException {
    Path home = Files.createDirectories(scene.disk().resolve("shop1/manual"));
    Files.writeString(home.resolve("." + name + ".mhzabc-0123456789abcdef.partial"), "half");
  }

  private void forget(String backup) throws Exception {
    scene.sql(
        "DELETE FROM copy WHERE backup_id = '" + backup + "'",
        "DELETE FROM backup WHERE id = '" + backup + "'");
  }

  private String key(String backup) throws Exception {
    return scene.rows("SELECT object_key FROM copy WHERE backup_id = '" + backup + "'").get(0);
  }

  private Path file(String key) {
    return scene.disk().resolve(key);
  }

  private Path manifest(String key) {
    return scene.disk().resolve(key + ".meta.json");
  }

  private List<String> tree() throws IOException {
    try (Stream<Path> tree = Files.walk(scene.disk())) {
      return tree.map(Path::toString).sorted().toList();
    }
  }
}
