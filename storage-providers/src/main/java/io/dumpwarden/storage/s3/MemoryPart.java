package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A part in chunks of the window's memory, taken as they are needed. */
final class MemoryPart implements Part {

  private final Window window;
  private final Crc crc = new Crc();
  private final List<byte[]> chunks = new ArrayList<>();
  private long size;
  private boolean released;

  MemoryPart(Window window) {
    this.window = window;
  }

  @Override
  public synchronized void append(byte[] bytes, int offset, int length) {
    requireHeld();
    crc.update(bytes, offset, length);
    int done = 0;
    while (done < length) {
      int at = (int) (size % Window.CHUNK_BYTES);
      if (at == 0) {
        chunks.add(window.takeChunk());
      }
      int now = Math.min(length - done, Window.CHUNK_BYTES - at);
      System.arraycopy(bytes, offset + done, chunks.get(chunks.size() - 1), at, now);
      size += now;
      done += now;
    }
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
    List<InputStream> streams = new ArrayList<>();
    long left = size;
    for (byte[] chunk : chunks) {
      streams.add(new ByteArrayInputStream(chunk, 0, (int) Math.min(left, chunk.length)));
      left -= chunk.length;
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  @Override
  public int slots() {
    return 1;
  }

  @Override
  public synchronized void release() {
    released = true;
    chunks.forEach(window::giveChunk);
    chunks.clear();
  }

  private void requireHeld() {
    if (released) {
      throw new StorageException(Kind.ABORTED, "the part was given up");
    }
  }
}
