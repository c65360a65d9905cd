package io.dumpwarden.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One process, told from any later one that gets the same number.
 *
 * @param startTicks when it started, in the kernel's ticks since boot: unlike a wall-clock time
 *     this does not move when the clock is set
 */
record ServerProcess(long pid, String bootId, long startTicks) {

  private static final int STATE_FIELD = 0;
  private static final int THREADS_FIELD = 17;
  private static final int START_FIELD = 19;

  /** The process that has this number now. */
  static Optional<ServerProcess> of(long pid) throws IOException {
    List<String> fields = statFields(pid);
    if (fields.isEmpty() || hasEnded(fields)) {
      return Optional.empty();
    }
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    return Optional.of(new ServerProcess(pid, boot, Long.parseLong(fields.get(START_FIELD))));
  }

  /**
   * Whether only its entry is left, for a parent that does not look. While it has threads it still
   * holds its files and its port, even if the first thread is gone.
   */
  private static boolean hasEnded(List<String> fields) {
    return "ZX".contains(fields.get(STATE_FIELD))
        && Integer.parseInt(fields.get(THREADS_FIELD)) <= 1;
  }

  boolean isAlive() throws IOException {
    return of(pid).filter(this::equals).isPresent();
  }

  /** Whether it is a server on this data directory, and not one of another container's. */
  boolean serves(Path dataDirectory) {
    try {
      return arguments().contains(asBytes("--datadir=" + dataDirectory))
          && Files.isSameFile(workingFolder(), dataDirectory);
    } catch (IOException e) {
      // It ended meanwhile, or belongs to someone else: either way it is not ours to touch.
      return false;
    }
  }

  /** Whether it is a server on some data directory below this folder; one that starts, too. */
  boolean servesBelow(Path folder) {
    try {
      String prefix = asBytes("--datadir=" + folder + "/");
      return arguments().stream().anyMatch(argument -> argument.startsWith(prefix))
          && workingFolder().toRealPath().startsWith(folder);
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> arguments() throws IOException {
    Path file = Path.of("/proc", Long.toString(pid), "cmdline");
    return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0"));
  }

  private Path workingFolder() {
    return Path.of("/proc", Long.toString(pid), "cwd");
  }

  /** As a command line holds it, byte by byte. */
  private static String asBytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Ends it in an orderly way, or by force when that takes longer than {@code patience}. */
  void stop(Duration patience) throws IOException {
    signal(false);
    if (!Poll.until(patience, () -> !isAlive())) {
      kill();
    }
  }

  void kill() throws IOException {
    signal(true);
    if (!Poll.until(Duration.ofSeconds(30), () -> !isAlive())) {
      throw new EmbeddedMariaDbException(
          "the embedded MariaDB (process %d) does not end, even when killed".formatted(pid));
    }
  }

  private void signal(boolean force) throws IOException {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    if (isAlive() && handle.isPresent()) {
      boolean sent = force ? handle.get().destroyForcibly() : handle.get().destroy();
      if (!sent && isAlive()) {
        throw new EmbeddedMariaDbException(
            "may not signal the embedded MariaDB (process %d)".formatted(pid));
      }
    }
  }

  /** The fields of {@code /proc/PID/stat} after the name, which may hold anything. */
  private static List<String> statFields(long pid) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      return List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" "));
    } catch (IOException e) {
      // No such process: /proc reports that as a missing file or, in a race, as a failed read.
      return List.of();
    }
  }
}
