package io.dumpwarden.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dumpwarden.app.DataDirectory;
import io.dumpwarden.app.EnvironmentReader;
import io.dumpwarden.app.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs command lines in this process, on one data directory for all tests: its embedded metadata
 * server takes seconds to start. Tests use names of their own.
 */
final class Cli {

  /** How a command line ended. */
  record Outcome(int exit, String out, String err) {

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<String> errorLines() {
      return err.lines().toList();
    }
  }

  private static final class Shared {
    // Static because all test classes share it; it ends with the JVM.
    static final Cli CLI = new Cli();
  }

  private final Path folder;
  private final Map<String, String> environment;
  private final Platform platform;

  private Cli() {
    try {
      folder = Files.createTempDirectory("dumpwarden-cli");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment = Map.of("DUMPWARDEN_DATA_DIR", folder.resolve("data").toString());
    platform =
        Platform.open(
            EnvironmentReader.read(environment), new DataDirectory(folder.resolve("data")));
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  static Cli shared() {
    return Shared.CLI;
  }

  /** A folder that ends with the tests. */
  Path folder() {
    return folder;
  }

  /** The store and services that the commands work on. */
  Platform platform() {
    return platform;
  }

  Outcome run(String... arguments) {
    return run("", Map.of(), arguments);
  }

  Outcome run(String input, Map<String, String> variables, String... arguments) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        DumpwardenCommand.run(
            all,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments);
    return new Outcome(exit, out.toString(), err.toString());
  }

  /** Runs what a test needs to be there. */
  void given(String... arguments) {
    Outcome outcome = run("test-password", Map.of(), arguments);
    if (outcome.exit() != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + ": " + outcome);
    }
  }

  private void end() {
    platform.close();
    try (var tree = Files.walk(folder)) {
      tree.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
