package io.dumpwarden.app;

import java.io.IOException;
import java.nio.file.Path;

/** A process that has a temporary folder until its input ends, or it is killed. */
final class TemporaryHolder {

  private TemporaryHolder() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(new DataDirectory(Path.of(arguments[0])).temporary());
    System.in.read();
  }

  static Process start(Path dataDir) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            TemporaryHolder.class.getName(),
            dataDir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
