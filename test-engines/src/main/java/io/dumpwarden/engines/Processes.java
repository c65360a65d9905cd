package io.dumpwarden.engines;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ending processes that we started. */
final class Processes {

  private static final long PATIENCE_SECONDS = 60;

  private Processes() {}

  /** Sends SIGTERM, or SIGKILL, and waits for the end. */
  static void end(long pid, boolean force) throws IOException {
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process == null) {
      return;
    }
    if (force) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while ending process " + pid);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("process " + pid + " does not end", e);
    }
  }

  /**
   * Kills the process and removes its folder as soon as this JVM is gone, however it went: the
   * guard reads a pipe that ends with us. Ending the guard calls it off.
   */
  static Process guard(long pid, Path folder) throws IOException {
    String script = "trap '' INT; cat >/dev/null; kill -9 \"$1\"; sleep 1; rm -rf \"$2\"";
    return new ProcessBuilder("sh", "-c", script, "guard", Long.toString(pid), folder.toString())
        .start();
  }
}
