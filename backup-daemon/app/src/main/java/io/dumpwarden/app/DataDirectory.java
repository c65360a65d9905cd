package io.dumpwarden.app;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for everything that a node keeps on its machine. One daemon at a time; commands beside
 * it.
 */
public final class DataDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

  private final Path root;
  private @Nullable FileLock daemonLock;
  private @Nullable TemporaryFolder temporary;

  /**
   * Makes it (0700) where it is missing.
   *
   * @throws DumpwardenException {@code CONFIG_INVALID} where that cannot be done
   */
  public DataDirectory(Path root) {
    this.root = root;
    try {
      makeFolder(root);
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "the data directory %s cannot be made or written: %s".formatted(root, e),
          "make it writable for this account, or set DUMPWARDEN_DATA_DIR",
          e);
    }
  }

  /** The embedded metadata server. */
  Path metadata() {
    return root.resolve("metadata");
  }

  /** Programs unpacked once. */
  Path programs() {
    return folder("programs");
  }

  Path outcomes() {
    return folder("outcomes");
  }

  Path children() {
    return folder("children");
  }

  /** The ids of local storages that were seen here. */
  Path knownStorages() {
    return root.resolve("storages.known");
  }

  /** Where secrets may be kept for rows to refer to. */
  Path secrets() {
    return folder("secrets");
  }

  Path masterKey() {
    return root.resolve("master.key");
  }

  /** The demo's local storage and sample server live below the same roof. */
  Path demo(String part) {
    return root.resolve(part);
  }

  /** A folder of this process alone, for what is not to outlive it. */
  synchronized Path temporary() {
    TemporaryFolder current = temporary;
    if (current == null) {
      try {
        current = TemporaryFolder.in(folder("tmp"));
      } catch (IOException e) {
        throw new DumpwardenException(
            ErrorCode.CONFIG_INVALID,
            "cannot make a folder in %s: %s".formatted(root.resolve("tmp"), e),
            e);
      }
      temporary = current;
    }
    return current.path();
  }

  /** Removes the temporary folders of processes that are no more, and what is in them. */
  void sweepTemporary() {
    try {
      TemporaryFolder.sweep(folder("tmp"));
    } catch (IOException e) {
      LOG.warn("cannot sweep {}: {}", root.resolve("tmp"), e.toString());
    }
  }

  /** Sweeps what others left, and has libraries unpack into this process's own folder. */
  public void prepareTemporary() {
    sweepTemporary();
    // zstd-jni unpacks its library: the system's temporary folder may be mounted noexec
    System.setProperty("ZstdTempFolder", temporary().toString());
  }

  /** Removes this process's temporary folder. */
  public synchronized void deleteTemporary() {
    TemporaryFolder current = temporary;
    temporary = null;
    if (current != null) {
      current.delete();
    }
  }

  /**
   * Makes this process the daemon of the directory, until it ends.
   *
   * @throws DumpwardenException {@code DATA_DIR_LOCKED} where another one is
   */
  synchronized void lockForDaemon() {
    Path file = root.resolve("daemon.lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
      daemonLock = tryLock(channel);
      if (daemonLock == null) {
        channel.close();
        throw new DumpwardenException(
            ErrorCode.DATA_DIR_LOCKED,
            "another daemon is at work on %s%s".formatted(root, Files.readString(file).strip()));
      }
      channel.truncate(0);
      String pid = " (pid " + ProcessHandle.current().pid() + ")\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID, "cannot lock %s: %s".formatted(file, e), e);
    }
  }

  /** Lets another daemon in. */
  synchronized void unlock() {
    FileLock lock = daemonLock;
    daemonLock = null;
    if (lock != null) {
      try (Channel channel = lock.acquiredBy()) {
        lock.release();
      } catch (IOException e) {
        LOG.warn("cannot unlock {}: {}", root, e.toString());
      }
    }
  }

  /**
   * The node that the last daemon here was. With the lock in our hands it is known to be dead, or
   * to have ended in order.
   */
  Optional<String> formerNode() {
    try {
      String id = Files.readString(nodeFile()).strip();
      return id.isEmpty() ? Optional.empty() : Optional.of(id);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("the last daemon's lease has to run out: cannot read {}: {}", nodeFile(), e);
      return Optional.empty();
    }
  }

  /** Keeps this daemon's node for the next one. */
  void keepNode(String id) {
    try {
      Files.writeString(nodeFile(), id + "\n");
    } catch (IOException e) {
      LOG.warn("cannot write {}: {}", nodeFile(), e.toString());
    }
  }

  private Path nodeFile() {
    return root.resolve("daemon.node");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private Path folder(String name) {
    Path folder = root.resolve(name);
    try {
      return makeFolder(folder);
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID, "cannot make %s: %s".formatted(folder, e), e);
    }
  }

  private static Path makeFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return Files.createDirectories(folder);
  }
}
