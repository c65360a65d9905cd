package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus' own checker, from Debian's package {@code prometheus}. */
final class Promtool {

  private Promtool() {}

  /** Fails where it finds a fault, with its own words; skipped aloud without it, but not in CI. */
  static void accepts(String... arguments) throws IOException, InterruptedException {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(there, "promtool is not installed (Debian: prometheus)");
    }
    assertThat(there).as("promtool on the PATH").isTrue();
    List<String> command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
