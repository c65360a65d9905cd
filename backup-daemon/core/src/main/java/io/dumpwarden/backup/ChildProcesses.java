package io.dumpwarden.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** Pid and start of the child, pid and start of its parent. */
  private static final Pattern NAME = Pattern.compile("(\\d+)-(\\d+)-(\\d+)-(\\d+)");

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
    ProcessHandle self = ProcessHandle.current();
    Path file =
        folder.resolve(
            "%d-%d-%d-%d".formatted(pid, startedAt.toEpochMilli(), self.pid(), startMillis(self)));
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
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      LOG.warn("{} is not a child process's record and is left alone", file);
      return;
    }
    long parent = Long.parseLong(name.group(3));
    boolean parentLives =
        ProcessHandle.of(parent).filter(p -> startedThen(p, name.group(4))).isPresent();
    if (parentLives && parent != ProcessHandle.current().pid()) {
      return;
    }
    long pid = Long.parseLong(name.group(1));
    Optional<ProcessHandle> there = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    // a pid is not given away while a session of that number has members
    if (there.isEmpty() || startedThen(there.get(), name.group(2))) {
      Sessions.members(pid).forEach(ChildProcesses::end);
      there.ifPresent(ChildProcesses::end);
    }
    forget(file);
  }

  private static void end(ProcessHandle orphan) {
    LOG.info("ending process {}, left behind by a process that is no more", orphan.pid());
    orphan.descendants().forEach(ProcessHandle::destroyForcibly);
    orphan.destroyForcibly();
  }

  private static boolean startedThen(ProcessHandle process, String millis) {
    return Math.abs(startMillis(process) - Long.parseLong(millis)) < TOLERANCE.toMillis();
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", file, e.toString());
    }
  }
}
