package io.dumpwarden.swap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Texts of any size in a table, compressed, in chunks that every server takes. */
record JournalTexts(TargetSession session, String table) {

  private static final int CHUNK = 512 * 1024;

  /** In place of what the item held. */
  void store(String item, InputStream text) throws SQLException, IOException {
    session.update("DELETE FROM " + table + " WHERE item = ?", item);
    ChunkWriter chunks = new ChunkWriter(item);
    try (OutputStream compressed = new GZIPOutputStream(chunks)) {
      text.transferTo(compressed);
    }
  }

  /** What was stored under that name; nothing where nothing was. */
  InputStream open(String item) throws IOException {
    InputStream chunks = new ChunkReader(item);
    return chunkAt(item, 0).length == 0 ? chunks : new GZIPInputStream(chunks);
  }

  private byte[] chunkAt(String item, int chunk) throws IOException {
    try {
      List<byte[]> found =
          session.rows(
              row -> row.getBytes(1),
              "SELECT data FROM " + table + " WHERE item = ? AND chunk = ?",
              item,
              chunk);
      return found.isEmpty() ? new byte[0] : found.get(0);
    } catch (SQLException e) {
      throw new IOException("the journal cannot be read: " + e.getMessage(), e);
    }
  }

  private final class ChunkWriter extends OutputStream {

    private final String item;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private int next;

    ChunkWriter(String item) {
      this.item = item;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      held.write(bytes, offset, length);
      if (held.size() >= CHUNK) {
        flushChunk();
      }
    }

    @Override
    public void close() throws IOException {
      if (held.size() > 0) {
        flushChunk();
      }
    }

    private void flushChunk() throws IOException {
      try {
        session.update(
            "INSERT INTO " + table + " VALUES (?, ?, ?)", item, next++, held.toByteArray());
        held.reset();
      } catch (SQLException e) {
        throw new IOException("the journal cannot be written: " + e.getMessage(), e);
      }
    }
  }

  private final class ChunkReader extends InputStream {

    private final String item;
    private InputStream current = InputStream.nullInputStream();
    private int next;

    ChunkReader(String item) {
      this.item = item;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = current.read(bytes, offset, length);
      if (n >= 0) {
        return n;
      }
      byte[] chunk = chunkAt(item, next++);
      if (chunk.length == 0) {
        return -1;
      }
      current = new ByteArrayInputStream(chunk);
      return current.read(bytes, offset, length);
    }
  }
}
