package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path root;

  @Test
  void sweepsWhatAKilledProcessLeftAndNothingElse() throws Exception {
    DataDirectory data = new DataDirectory(root);
    Files.writeString(data.temporary().resolve("mine"), "x");
    Process other = TemporaryHolder.start(root);
    Path theirs = Path.of(other.inputReader().readLine());
    Files.writeString(theirs.resolve("credentials.cnf"), "x");
    Path ancient = Files.createDirectories(root.resolve("tmp/12-34"));

    data.sweepTemporary();
    assertThat(theirs).isDirectoryContaining("glob:**/credentials.cnf");
    assertThat(ancient).doesNotExist();

    other.destroyForcibly().waitFor();
    new DataDirectory(root).sweepTemporary();

    assertThat(theirs).doesNotExist();
    assertThat(data.temporary().resolve("mine")).exists();
    data.deleteTemporary();
    assertThat(root.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void everyCommandSweeps() throws Exception {
    TestStore store = TestStore.on(Engines.shared(TestEngine.MARIADB_11_4));
    Path left = Files.createDirectories(root.resolve("tmp/12-34"));

    Platform.open(TestDaemon.config(root, store, root), new DataDirectory(root)).close();

    assertThat(left).doesNotExist();
  }
}
