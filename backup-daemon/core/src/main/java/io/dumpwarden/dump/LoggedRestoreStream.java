package io.dumpwarden.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dumpwarden.script.Newlines;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Passes a dump of mysqldump through and makes comments, of the same length, of the statements that
 * turn the binary log off for the session that restores it. mysqldump writes them with every {@code
 * --set-gtid-purged} but OFF, also where it only mentions the GTIDs: a restore would need a
 * privilege over all of the server, and would not reach the server's replicas.
 */
final class LoggedRestoreStream extends InputStream {

  private static final byte[] OFF = "SET @@SESSION.SQL_LOG_BIN= 0;".getBytes(US_ASCII);
  private static final byte[] BACK =
      "SET @@SESSION.SQL_LOG_BIN = @MYSQLDUMP_TEMP_LOG_BIN;".getBytes(US_ASCII);
  private static final byte[] COMMENT = "-- ".getBytes(US_ASCII);

  /** Behind the header a routine may hold the very statement. */
  private static final List<byte[]> HEADER_ENDS =
      List.of("USE ".getBytes(US_ASCII), "CREATE ".getBytes(US_ASCII), "DROP ".getBytes(US_ASCII));

  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private int given;
  private int clear;
  private int filled;
  private boolean atLineStart = true;
  private boolean inHeader = true;
  private boolean turnedOff;
  private boolean ended;

  LoggedRestoreStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    while (given == clear) {
      if (ended) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, clear - given);
    System.arraycopy(buffer, given, bytes, offset, count);
    given += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Keeps the beginning of a line back that may become one of the statements. */
  private void fill() throws IOException {
    System.arraycopy(buffer, clear, buffer, 0, filled - clear);
    filled -= clear;
    given = 0;
    clear = 0;
    int count = in.read(buffer, filled, buffer.length - filled);
    ended = count < 0;
    filled += Math.max(0, count);
    clear = ended ? filled : look();
  }

  /** Returns how far all is clear. */
  private int look() {
    int at = atLineStart ? 0 : afterNewline(0);
    while (at < filled) {
      if (isUnclear(at)) {
        atLineStart = true;
        return at;
      }
      lookAtLine(at);
      at = afterNewline(at);
    }
    atLineStart = at == filled && filled > 0 && buffer[filled - 1] == '\n';
    return filled;
  }

  private void lookAtLine(int at) {
    if (inHeader && stands(at, OFF)) {
      turnedOff = true;
      comment(at);
    } else if (turnedOff && stands(at, BACK)) {
      comment(at);
    } else if (inHeader) {
      inHeader = HEADER_ENDS.stream().noneMatch(begun -> stands(at, begun));
    }
  }

  private void comment(int at) {
    System.arraycopy(COMMENT, 0, buffer, at, COMMENT.length);
  }

  private int afterNewline(int at) {
    return Math.min(filled, Newlines.next(buffer, at, filled) + 1);
  }

  private boolean stands(int at, byte[] text) {
    return at + text.length <= filled
        && Arrays.equals(buffer, at, at + text.length, text, 0, text.length);
  }

  private boolean isUnclear(int at) {
    return isCutOff(at, OFF)
        || isCutOff(at, BACK)
        || inHeader && HEADER_ENDS.stream().anyMatch(begun -> isCutOff(at, begun));
  }

  private boolean isCutOff(int at, byte[] text) {
    int there = filled - at;
    return there < text.length && Arrays.equals(buffer, at, filled, text, 0, there);
  }
}
