package io.dumpwarden.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbBinariesTest {

  @TempDir Path folder;

  @Test
  void programsRun() throws Exception {
    MariaDbBinaries binaries = MariaDbBinaries.unpackInto(folder);
    for (Path program :
        List.of(binaries.server(), binaries.client(), binaries.dump(), binaries.check())) {
      assertThat(version(program)).contains("11.4.").contains(program.getFileName().toString());
    }
    assertThat(binaries.share().resolve("english")).isNotEmptyDirectory();
  }

  @Test
  void needsLittleRoom() throws Exception {
    MariaDbBinaries binaries = MariaDbBinaries.unpackInto(folder);
    try (Stream<Path> files = Files.walk(binaries.home())) {
      assertThat(files.mapToLong(MariaDbBinariesTest::size).sum()).isLessThan(64L << 20);
    }
  }

  @Test
  void processesThatRaceLeaveOneWholeCopy() throws Exception {
    List<Process> racers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      racers.add(OtherJvm.start(Unpacker.class, folder.toString()));
    }
    for (Process racer : racers) {
      assertThat(racer.waitFor()).isZero();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("mariadb-11.4.5", "unpack.lock");
    }
    assertThat(version(MariaDbBinaries.unpackInto(folder).server())).contains("11.4.");
  }

  @Test
  void replacesWhatAKilledProcessLeft() throws Exception {
    Path half = folder.resolve("mariadb-11.4.5.unfinished").resolve("bin");
    Files.createDirectories(half);
    Files.writeString(half.resolve("mariadbd"), "half");
    assertThat(version(MariaDbBinaries.unpackInto(folder).server())).contains("11.4.");
    assertThat(half).doesNotExist();
  }

  @Test
  void refusesOtherPlatformsAndOtherFiles() {
    assertThatThrownBy(() -> MariaDbBinaries.requirePlatform("Mac OS X", "aarch64"))
        .isInstanceOf(EmbeddedMariaDbException.class)
        .hasMessageContaining("Mac OS X aarch64")
        .hasMessageContaining("DUMPWARDEN_METADATA_URL");
    byte[] script = "#!/bin/sh\n".repeat(10).getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(
            () -> LoadedPart.copy(new ByteArrayInputStream(script), new ByteArrayOutputStream()))
        .isInstanceOf(EmbeddedMariaDbException.class);
  }

  private static String version(Path program) throws IOException {
    Process process = new ProcessBuilder(program.toString(), "--version").start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static long size(Path file) {
    return file.toFile().isFile() ? file.toFile().length() : 0;
  }

  /** Unpacks in another JVM. */
  static final class Unpacker {
    public static void main(String[] args) throws IOException {
      MariaDbBinaries.unpackInto(Path.of(args[0]));
    }
  }
}
