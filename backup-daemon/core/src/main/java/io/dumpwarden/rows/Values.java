package io.dumpwarden.rows;

/** Values that come with their length, as they stand in a statement. */
final class Values {

  private Values() {}

  /**
   * @return where it stopped to write
   */
  static int write(ColumnPlan column, byte[] from, int at, int length, byte[] to, int next) {
    return switch (column.form()) {
      case NUMBER -> number(from, at, length, to, next);
      case REAL -> real(from, at, length, to, next);
      case TEXT -> QuotedText.utf8(from, at, length, to, next);
      case LATIN1 -> QuotedText.latin1(from, at, length, to, next);
      case HEX -> HexDigits.number(from, at, length, to, next);
      case TEXT_HEX -> HexDigits.text(column.before(), from, at, length, to, next);
    };
  }

  static int number(byte[] from, int at, int length, byte[] to, int next) {
    if (length <= Words.BYTES && at + Words.BYTES <= from.length) {
      Words.put(to, next, Words.get(from, at));
    } else {
      System.arraycopy(from, at, to, next, length);
    }
    return next + length;
  }

  private static int real(byte[] from, int at, int length, byte[] to, int next) {
    if (!isZeroWithSign(from, at, length)) {
      return number(from, at, length, to, next);
    }
    to[next] = '\'';
    int end = number(from, at, length, to, next + 1);
    to[end] = '\'';
    return end + 1;
  }

  private static boolean isZeroWithSign(byte[] from, int at, int length) {
    if (length < 2 || from[at] != '-') {
      return false;
    }
    for (int i = at + 1; i < at + length; i++) {
      if (from[i] != '0' && from[i] != '.') {
        return false;
      }
    }
    return true;
  }
}
