package io.dumpwarden.script;

/** Counts the rows behind VALUES by their parentheses; shown all bytes outside of quotes. */
final class RowTally {

  private long rows;
  private int depth;
  private boolean rowMayBegin;

  void begin() {
    rows = 0;
    depth = 0;
    rowMayBegin = true;
  }

  long rows() {
    return rows;
  }

  /** Whether only parentheses matter for now. */
  boolean insideRow() {
    return depth > 0;
  }

  void accept(byte b) {
    if (b == '(') {
      if (depth++ == 0 && rowMayBegin) {
        rows++;
        rowMayBegin = false;
      }
    } else if (b == ')') {
      depth = Math.max(0, depth - 1);
    } else if (depth == 0 && (b > ' ' || b < 0) && b != '/' && b != '-') {
      // rows are parted by commas, and perhaps comments; ON DUPLICATE KEY has other parentheses
      rowMayBegin = b == ',';
    }
  }
}
