package io.dumpwarden.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** What this machine can run. */
final class Platform {

  private Platform() {}

  static Optional<String> whyNotLinuxX64() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return system.equals("Linux amd64") ? Optional.empty() : Optional.of("not for " + system);
  }

  /** Why the program cannot run, such as a missing library. */
  static Optional<String> whyNotRunnable(Path program) {
    return whyNot(program, said -> true);
  }

  /**
   * Why the program cannot run, or is not the one that is looked for.
   *
   * @param expected of what it says of its version
   */
  static Optional<String> whyNot(Path program, Predicate<String> expected) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--no-defaults", "--version")
              .redirectErrorStream(true)
              .start();
      try (InputStream out = process.getInputStream()) {
        String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 && expected.test(said) ? Optional.empty() : Optional.of(said);
      }
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
