package io.dumpwarden.app;

import io.dumpwarden.embedded.EmbeddedMariaDb;
import io.dumpwarden.node.ProcessIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that does not outlive its process. A lock on the file beside it says that its owner
 * lives: the system gives it up with the process, whatever the clock says and in whichever
 * container the process is.
 */
final class TemporaryFolder {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
  private static final String LOCK = ".lock";

  private final Path path;
  private final Path lockFile;
  private final FileLock lock;

  private TemporaryFolder(Path path, Path lockFile, FileLock lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  static TemporaryFolder in(Path parent) throws IOException {
    String name = ownPrefix() + UUID.randomUUID();
    // a sweeper looks at files with the lock's name only, and this one is locked when it gets it
    Path unlocked = parent.resolve(name + ".new");
    FileChannel channel =
        FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.lock();
      Path lockFile = parent.resolve(name + LOCK);
      Files.move(unlocked, lockFile, StandardCopyOption.ATOMIC_MOVE);
      Path path =
          Files.createDirectory(
              parent.resolve(name),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return new TemporaryFolder(path, lockFile, lock);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Removes those of processes that are no more, and whatever else lies there. */
  static void sweep(Path parent) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.list(parent)) {
      found = files.filter(f -> !isOwn(f) && !f.toString().endsWith(".new")).toList();
    }
    for (Path file : found) {
      if (file.toString().endsWith(LOCK)) {
        sweepUnlocked(file);
      } else if (Files.exists(file) && !Files.exists(lockOf(file))) {
        deleteTree(file);
      }
    }
  }

  Path path() {
    return path;
  }

  void delete() {
    deleteTree(path);
    deleteTree(lockFile);
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      LOG.warn("cannot unlock {}: {}", lockFile, e.toString());
    }
  }

  private static void sweepUnlocked(Path lockFile) {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        String name = lockFile.getFileName().toString();
        Path folder = lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
        // a throwaway server outlives the process that was killed
        EmbeddedMariaDb.endServersBelow(folder);
        deleteTree(folder);
        Files.deleteIfExists(lockFile);
      }
    } catch (IOException e) {
      LOG.warn("cannot sweep {}: {}", lockFile, e.toString());
    }
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  /** Opening a lock's file would give up what this very process holds there. */
  private static boolean isOwn(Path file) {
    return file.getFileName().toString().startsWith(ownPrefix());
  }

  private static String ownPrefix() {
    ProcessIdentity self = ProcessIdentity.self();
    return "%d-%d-%s-".formatted(self.pid(), self.start(), self.boot());
  }

  static void deleteTree(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", folder, e.toString());
    }
  }
}
