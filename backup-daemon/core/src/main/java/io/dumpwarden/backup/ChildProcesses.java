package io.dumpwarden.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dump tools that run, remembered in a folder, so that those of a process that was killed can
 * be ended by the next one on the same data directory. A pid counts only together with its start
 * time: pids are used again.
 */
public final class ChildProcesses {

  private static final Logger LOG = LoggerFactory.getLogger(ChildProcesses.class);
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Path folder;

  /**
   * @param folder made where it is missing
   */
  public ChildProcesses(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }

  /**
   * Remembers a child of this process.
   *
   * @return forgets it, when it has ended
   */
  Runnable remember(long pid, Instant startedAt) {
    Path file =
        folder.resolve(pid + "-" + startedAt.toEpochMilli() + "-" + ProcessHandle.current().pid());
    try {
      Files.createFile(file);
    } catch (IOException e) {
      LOG.warn(
          "child process {} could not be remembered for the case of a crash: {}",
          pid,
          e.toString());
    }
    return () -> forget(file);
  }

  /** Ends the children of processes that are no more. */
  public void endOrphans() {
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(this::endIfOrphan);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private void endIfOrphan(Path file) {
    List<String> parts = List.of(file.getFileName().toString().split("-"));
    long parent = Long.parseLong(parts.get(2));
    if (ProcessHandle.of(parent).filter(ProcessHandle::isAlive).isPresent()
        && parent != ProcessHandle.current().pid()) {
      return;
    }
    Instant startedAt = Instant.ofEpochMilli(Long.parseLong(parts.get(1)));
    Optional<ProcessHandle> orphan =
        ProcessHandle.of(Long.parseLong(parts.get(0))).filter(p -> startedThen(p, startedAt));
    orphan.ifPresent(
        p -> {
          LOG.info("ending process {}, left behind by a process that is no more", p.pid());
          p.descendants().forEach(ProcessHandle::destroyForcibly);
          p.destroyForcibly();
        });
    forget(file);
  }

  private static boolean startedThen(ProcessHandle process, Instant then) {
    return process
        .info()
        .startInstant()
        .filter(s -> Duration.between(s, then).abs().compareTo(TOLERANCE) < 0)
        .isPresent();
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", file, e.toString());
    }
  }
}
