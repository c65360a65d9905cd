package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part too large for memory, in a file. Where the system allows it, the file has no name any more
 * from the start, so that not even a crash leaves it behind.
 */
final class SpooledPart implements Part {

  private static final Logger log = LoggerFactory.getLogger(SpooledPart.class);

  private final Path path;
  private final RandomAccessFile file; // a channel would be closed by the interrupt of a timeout
  private final Crc crc = new Crc();
  private final int slots;
  private long size;
  private boolean released;

  /**
   * @param slots all of the window's, so that there is one such file at a time
   */
  SpooledPart(Path folder, int slots) {
    this.slots = slots;
    try {
      Files.createDirectories(folder);
      this.path = Files.createTempFile(folder, "part-", ".spool");
      this.file = new RandomAccessFile(path.toFile(), "rw");
      unlink();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  @Override
  public synchronized void append(byte[] bytes, int offset, int length) {
    if (released) {
      throw new StorageException(Kind.ABORTED, "the part was given up");
    }
    crc.update(bytes, offset, length);
    try {
      file.write(bytes, offset, length);
    } catch (IOException e) {
      throw failed(path, e);
    }
    size += length;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public String crc32() {
    return crc.base64();
  }

  @Override
  public InputStream content() {
    return new Content();
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public synchronized void release() {
    released = true;
    try {
      file.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.warn("cannot remove the spooled part {}: {}", path, e.toString());
    }
  }

  private void unlink() throws IOException {
    try {
      Files.delete(path);
    } catch (FileSystemException e) {
      log.debug("an open file cannot be removed here; {} goes when it is sent", path, e);
    }
  }

  private static StorageException failed(Path where, IOException e) {
    boolean full = String.valueOf(e.getMessage()).contains("No space left");
    return new StorageException(
        full ? Kind.FULL : Kind.UNAVAILABLE,
        "cannot spool a part to %s: %s; give the spool folder room for one part, or parts more memory"
            .formatted(where, full ? "no space is left" : e),
        e);
  }

  /** Reads at its own position, which starts anew with each attempt. */
  private final class Content extends InputStream {

    private long at;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      synchronized (file) {
        file.seek(at);
        int read = file.read(bytes, offset, length);
        at += Math.max(0, read);
        return read;
      }
    }
  }
}
