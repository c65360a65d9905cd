package io.dumpwarden.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Runs a main class of the tests in another JVM. */
final class OtherJvm {

  private OtherJvm() {}

  static Process start(Class<?> main, String argument) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
