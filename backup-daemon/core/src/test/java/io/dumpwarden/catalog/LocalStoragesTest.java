package io.dumpwarden.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.config.Storage;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.local.LocalSettings;
import io.dumpwarden.storage.local.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoragesTest {

  @TempDir private Path home;

  @Test
  void runsGoToTheNodeThatHasTheDiskAlsoWhileItIsNotMounted() throws IOException {
    ConfigSnapshot config = config("{\"path\": \"%s\"}".formatted(home.resolve("disk")));
    assertThat(node("a").schedulesOfOthers(config)).containsExactly("nightly");

    LocalStorage.initialise(home.resolve("disk"), config.storage("disk").orElseThrow().id());
    assertThat(node("a").schedulesOfOthers(config)).isEmpty();

    Files.delete(home.resolve("disk/.dumpwarden-storage"));
    assertThat(node("a").schedulesOfOthers(config)).as("after a restart").isEmpty();
    assertThat(node("b").schedulesOfOthers(config)).containsExactly("nightly");
  }

  @Test
  void whatEveryNodeReachesBelongsToAll() {
    ConfigSnapshot config = config("{\"path\": \"/nowhere/shared\", \"shared\": \"true\"}");
    assertThat(node("a").schedulesOfOthers(config)).isEmpty();
    ConfigSnapshot bucket = config("{\"bucket\": \"backups\"}", "type", "s3");
    assertThat(node("a").schedulesOfOthers(bucket)).isEmpty();
  }

  private LocalStorages node(String name) {
    return new LocalStorages(home.resolve(name), LocalStoragesTest::open);
  }

  private static StorageProvider open(Storage storage) {
    return storage
        .setting("path")
        .map(path -> new LocalSettings(Path.of(path), storage.id()))
        .map(settings -> new LocalStorage(settings, InstantSource.system()))
        .orElseThrow(() -> new StorageException(Kind.UNAVAILABLE, "no answer"));
  }

  private static ConfigSnapshot config(String settings, String... changes) {
    List<String> fields = new ArrayList<>(List.of("settings", settings));
    fields.addAll(List.of(changes));
    List<ConfigRow> rows =
        List.of(
            SampleRows.server("shop"),
            SampleRows.schedule("nightly"),
            SampleRows.schedule("idle"),
            SampleRows.local("disk", fields.toArray(String[]::new)),
            SampleRows.rule("nightly", "disk"));
    return ConfigSnapshot.of(rows);
  }
}
