package io.dumpwarden.engines;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The process of a MySQL server, and its log. */
final class MysqlProcess {

  private static final long LOOK_AGAIN_MILLIS = 50;

  private final Path log;
  private @Nullable Process process;
  private @Nullable Process guard;

  MysqlProcess(Path log) {
    this.log = log;
  }

  /** Runs a command to its end. */
  void run(List<String> command) throws IOException {
    Process running = launch(command);
    try {
      if (running.waitFor() != 0) {
        throw new IOException("failed: " + command + "\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      throw interrupted();
    }
  }

  void start(List<String> command) throws IOException {
    Process started = launch(command);
    process = started;
    guard = Processes.guard(started.pid(), log.getParent());
  }

  void awaitReady(Duration patience, BooleanSupplier answers) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (!answers.getAsBoolean()) {
      try {
        boolean ended = running().waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        if (ended || System.nanoTime() - end > 0) {
          end(true);
          throw new IOException("mysqld does not start:\n" + Files.readString(log));
        }
      } catch (InterruptedException e) {
        end(true);
        throw interrupted();
      }
    }
  }

  long pid() {
    return running().pid();
  }

  void end(boolean force) throws IOException {
    if (guard != null) {
      guard.destroyForcibly();
    }
    Processes.end(pid(), force);
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  private Process launch(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for mysqld");
  }
}
