package io.dumpwarden.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lock between processes. The operating system gives it up when its process ends, however it
 * ends. Not for threads: one JVM must open each lock file only once at a time.
 */
final class LockFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private @Nullable FileLock lock;

  private LockFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static LockFile open(Path path) throws IOException {
    return new LockFile(
        path,
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** Waits for the lock, and fails when others still hold it after the given time. */
  void exclusive(Duration patience) throws IOException {
    if (!Poll.until(patience, this::tryExclusive)) {
      throw new EmbeddedMariaDbException(
          "another process holds %s for more than %s s: end it, or wait for it"
              .formatted(path, patience.toSeconds()));
    }
  }

  boolean tryExclusive() throws IOException {
    return tryLock(false);
  }

  boolean tryShared() throws IOException {
    return tryLock(true);
  }

  private boolean tryLock(boolean shared) throws IOException {
    release();
    lock = channel.tryLock(0, Long.MAX_VALUE, shared);
    return lock != null;
  }

  void release() throws IOException {
    if (lock != null) {
      lock.release();
      lock = null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
