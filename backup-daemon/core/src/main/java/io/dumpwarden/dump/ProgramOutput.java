package io.dumpwarden.dump;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a program prints when it is asked about itself. */
final class ProgramOutput {

  /** What a pipe holds, so that no program waits for us to read. */
  private static final int LIMIT = 64 * 1024;

  private static final long PATIENCE_SECONDS = 10;

  private ProgramOutput() {}

  /**
   * @throws IOException when it cannot be started, does not end in ten seconds, or fails
   */
  static String of(Path program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectInput(new File("/dev/null")).redirectErrorStream(true);
    ToolEnvironment.clean(builder.environment());
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("no answer within " + PATIENCE_SECONDS + " s");
      }
      String output =
          new String(process.getInputStream().readNBytes(LIMIT), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException("exit code " + process.exitValue() + ": " + output.strip());
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
