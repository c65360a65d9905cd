package io.dumpwarden.app.cluster;

import static org.awaitility.Awaitility.await;

import io.dumpwarden.app.command.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One {@code dumpwarden serve}: a process with a data directory of its own, whose dumps wait. */
final class ServeNode implements AutoCloseable {

  private final String name;
  private final Path hold;
  private final Path log;
  private final Process process;

  private ServeNode(String name, Path hold, Path log, Process process) {
    this.name = name;
    this.hold = hold;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts it and waits until it is at work.
   *
   * @param dump the program that makes the dumps
   */
  static ServeNode start(String name, Path home, Path dump, Map<String, String> environment)
      throws IOException {
    Path hold = home.resolve(name + ".hold");
    Path log = home.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve");
    builder.environment().keySet().removeIf(key -> key.startsWith("DUMPWARDEN_"));
    builder.environment().putAll(environment);
    builder.environment().put("DUMPWARDEN_NODE_NAME", name);
    builder.environment().put("DUMPWARDEN_DATA_DIR", home.resolve(name).toString());
    builder.environment().put("DUMPWARDEN_ADMIN_PORT", "0");
    builder.environment().put("DUMPWARDEN_METRICS_PORT", "0");
    builder.environment().put("DUMPWARDEN_RELOAD_INTERVAL", "1s");
    builder
        .environment()
        .put("DUMPWARDEN_TOOL_PATH", waiting(home.resolve(name + "-tools"), hold, dump));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    ServeNode node = new ServeNode(name, hold, log, builder.start());
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !node.isAlive() || node.output().contains("is at work"));
    if (!node.isAlive()) {
      throw new IOException(name + " ended: " + node.output());
    }
    return node;
  }

  /** A folder with a dump tool that waits as long as there is a file {@code hold}. */
  private static String waiting(Path folder, Path hold, Path dump) throws IOException {
    String script =
        """
        #!/bin/sh
        case "$*" in *--version*) exec %2$s "$@" ;; esac
        while [ -e %1$s ]; do /bin/sleep 0.1; done
        exec %2$s "$@"
        """
            .formatted(hold, dump);
    Path tool = Files.createDirectories(folder).resolve(dump.getFileName());
    Files.writeString(tool, script);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder.toString();
  }

  String name() {
    return name;
  }

  /** Has dumps wait from now on. */
  void holdDumps() throws IOException {
    Files.writeString(hold, "");
  }

  void letDumpsGo() throws IOException {
    Files.deleteIfExists(hold);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As a service manager does; answers whether it ended in time. */
  boolean terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor(50, TimeUnit.SECONDS);
  }

  /** What it said so far. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines(String level) {
    return output().lines().filter(line -> line.contains(" " + level)).toList();
  }

  @Override
  public void close() throws Exception {
    letDumpsGo();
    if (process.isAlive() && !terminate()) {
      kill();
    }
  }
}
