package io.dumpwarden.engines;

import java.io.IOException;
import java.io.InterruptedIOException;
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
   * Kills the process as soon as this JVM is gone, however it went: the guard reads a pipe that
   * ends with us. Closing the guard calls it off.
   */
  static Process guard(long pid) throws IOException {
    return new ProcessBuilder("sh", "-c", "trap '' INT; cat >/dev/null; kill -9 " + pid).start();
  }
}
