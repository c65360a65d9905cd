package io.dumpwarden.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of others that read and write the same formats. */
final class Tool {

  private Tool() {}

  /** Skips aloud where the program is missing; in CI that is a failure. */
  static void require(String... probe) throws Exception {
    boolean there;
    try {
      there = run(null, probe) == 0;
    } catch (java.io.IOException e) {
      there = false;
    }
    if (System.getenv("CI") != null) {
      assertThat(there).as("program %s", Arrays.toString(probe)).isTrue();
    }
    assumeTrue(there, () -> "skipped: no program for " + Arrays.toString(probe));
  }

  static int run(Path input, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    builder.redirectInput(input == null ? new File("/dev/null") : input.toFile());
    Path log = Files.createTempFile("tool", ".log");
    try {
      Process process = builder.redirectOutput(log.toFile()).start();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return process.exitValue();
    } finally {
      Files.delete(log);
    }
  }

  /** What the program prints; it must end well. */
  static byte[] output(Path input, String... command) throws Exception {
    Path out = Files.createTempFile("tool", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(List.of(command))
              .redirectInput(input.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as("status of %s", List.of(command)).isZero();
      return Files.readAllBytes(out);
    } finally {
      Files.delete(out);
    }
  }
}
