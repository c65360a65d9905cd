package io.dumpwarden.backup;

import io.dumpwarden.node.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dump tools that run, remembered in a folder, so that those of a process that was killed can
 * be ended by the next one on the same data directory. A pid counts only together with its boot and
 * its start: pids are used again.
 */
public final class ChildProcesses {

  private static final Logger LOG = LoggerFactory.getLogger(ChildProcesses.class);

  /** Pid and start of the child, pid and start of its parent, and the boot of both. */
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,18})-(\\d{1,18})-(\\d{1,18})-(\\d{1,18})-([0-9a-z]+)");

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
  public Runnable remember(long pid) {
    Optional<ProcessIdentity> child = ProcessIdentity.of(pid);
    if (child.isEmpty()) {
      LOG.debug("child process {} ended before it could be remembered", pid);
      return () -> {};
    }
    ProcessIdentity self = ProcessIdentity.self();
    String name =
        "%d-%d-%d-%d-%s".formatted(pid, child.get().start(), self.pid(), self.start(), self.boot());
    Path file = folder.resolve(name);
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

  /**
   * Ends the children of processes that are no more, at the start of a process: whatever is
   * remembered as its own is a former one's.
   */
  public void endOrphans() {
    each(this::endIfOrphan);
  }

  /** The same at any time later: what this process works with stays. */
  public void endOrphansOfOthers() {
    each(
        file -> {
          Matcher name = NAME.matcher(file.getFileName().toString());
          if (!name.matches() || !process(name, 3).equals(ProcessIdentity.self())) {
            endIfOrphan(file);
          }
        });
  }

  private void each(Consumer<Path> work) {
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(work);
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
    ProcessIdentity parent = process(name, 3);
    if (parent.isAlive() && !parent.equals(ProcessIdentity.self())) {
      return;
    }
    ProcessIdentity child = process(name, 1);
    boolean lives = child.isAlive();
    // a pid is not given away while a session of that number has members
    if (lives || ProcessIdentity.of(child.pid()).isEmpty()) {
      Sessions.members(child).forEach(ChildProcesses::end);
    }
    if (lives) {
      ProcessHandle.of(child.pid()).ifPresent(ChildProcesses::end);
    }
    forget(file);
  }

  private static ProcessIdentity process(Matcher name, int group) {
    return new ProcessIdentity(
        Long.parseLong(name.group(group)), name.group(5), Long.parseLong(name.group(group + 1)));
  }

  private static void end(ProcessHandle orphan) {
    LOG.info("ending process {}, left behind by a process that is no more", orphan.pid());
    orphan.descendants().forEach(ProcessHandle::destroyForcibly);
    orphan.destroyForcibly();
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", file, e.toString());
    }
  }
}
