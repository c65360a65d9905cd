package io.dumpwarden.dump;

import io.dumpwarden.source.DumpedObjects;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A dump that is read back, looked at as it passes: whether it ends as a whole one does, and what
 * it holds. To be read by arrays, by one thread.
 */
public final class ReadDump extends FilterInputStream {

  private final DumpScan scan;
  private final EndMarkerStream end;

  private ReadDump(EndMarkerStream end, DumpScan scan) {
    super(end);
    this.end = end;
    this.scan = scan;
  }

  /**
   * @param sql the raw bytes, as the dump tool wrote them
   */
  public static ReadDump of(InputStream sql) {
    DumpScan scan = new DumpScan();
    return new ReadDump(new EndMarkerStream(new ScannedStream(sql, scan), () -> {}), scan);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return end.read(bytes, offset, length);
  }

  /** Whether the last line so far is the tool's end marker. */
  public boolean ended() {
    return end.ended();
  }

  /** What of a database was read so far. */
  public DumpedObjects objects(String database) {
    return scan.objects(database);
  }
}
