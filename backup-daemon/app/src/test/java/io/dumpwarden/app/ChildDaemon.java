package io.dumpwarden.app;

import static org.awaitility.Awaitility.await;

import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code dumpwarden serve} as a process of its own, to be killed. */
public final class ChildDaemon implements AutoCloseable {

  private final Path dataDir;
  private final @Nullable TestStore store;
  private final Path tools;
  private @Nullable Process process;

  public ChildDaemon(Path dataDir, @Nullable TestStore store, Path tools) {
    this.dataDir = dataDir;
    this.store = store;
    this.tools = tools;
  }

  /** Opens what the daemon works on beside it, as a command does. */
  public <T> T open(Function<Platform, T> work) {
    DaemonConfig config = TestDaemon.config(dataDir, store, tools);
    Logging.configure(config.logging());
    try (Platform platform = Platform.open(config, new DataDirectory(dataDir))) {
      return work.apply(platform);
    }
  }

  public void with(Consumer<Platform> work) {
    open(
        platform -> {
          work.accept(platform);
          return this;
        });
  }

  public Run launch(String schedule) {
    return open(p -> new RunFollower(p).launch(schedule, null, RunRequest.by("test (cli)")).get(0));
  }

  /** Starts it and waits until it is at work. */
  public ChildDaemon start(String... path) throws IOException {
    int before = output().length();
    process = process(List.of("serve"), path);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !process.isAlive() || output().indexOf("is at work", before) >= 0);
    if (!process.isAlive()) {
      throw new IOException("the daemon ended: " + output());
    }
    return this;
  }

  /** Runs a command to its end; answers its exit code. */
  public int command(String... command) throws IOException, InterruptedException {
    Process other = begin(command);
    if (!other.waitFor(60, TimeUnit.SECONDS)) {
      other.destroyForcibly();
      throw new IOException(command[0] + " does not end: " + output());
    }
    return other.exitValue();
  }

  /** Starts a command that is the caller's to end. */
  public Process begin(String... command) throws IOException {
    return process(List.of(command));
  }

  private Process process(List<String> arguments, String... path) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.dumpwarden.app.command.Main"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("DUMPWARDEN_"));
    environment.putAll(TestDaemon.environment(dataDir, store, tools));
    environment.put("DUMPWARDEN_LOG_LEVEL", "info");
    for (String folder : path) {
      environment.put("PATH", folder);
    }
    File log = log().toFile();
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  /** What it, and commands beside it, said so far. */
  public String output() {
    try {
      return Files.exists(log()) ? Files.readString(log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return dataDir.resolveSibling(dataDir.getFileName() + ".log");
  }

  public Process process() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  public void kill() throws InterruptedException {
    process().destroyForcibly().waitFor();
  }

  /** As a service manager does; answers whether it ended in time. */
  public boolean terminate(Duration limit) throws InterruptedException {
    process().destroy();
    return process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** As Ctrl-C does. */
  public boolean interrupt(Duration limit) throws IOException, InterruptedException {
    List<String> kill = List.of("/bin/sh", "-c", "kill -INT " + process().pid());
    new ProcessBuilder(kill).start().waitFor();
    return process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null && process.isAlive() && !terminate(Duration.ofSeconds(40))) {
      kill();
    }
  }
}
