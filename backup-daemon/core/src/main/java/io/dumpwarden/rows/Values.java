package io.dumpwarden.rows;

/** Values that come with their length, as they stand in a statement. */
final class Values {

  /** A number of that length is read as it stands, without an exponent too. */
  private static final int SURE_LENGTH = 20;

  private Values() {}

  /**
   * @return where it stopped to write
   */
  static int write(ColumnPlan column, RowCursor value, byte[] to, int next) {
    return switch (column.form()) {
      case NUMBER -> number(value, to, next);
      case REAL -> real(value, to, next);
      case TEXT -> QuotedText.utf8(value, to, next);
      case LATIN1 -> QuotedText.latin1(value, to, next);
      case HEX -> HexDigits.number(value, to, next);
      case TEXT_HEX -> HexDigits.text(column.before(), value, to, next);
    };
  }

  static int number(RowCursor value, byte[] to, int next) {
    int length = value.length;
    if (length <= Words.BYTES && value.at + Words.BYTES <= value.bytes.length) {
      Words.put(to, next, Words.get(value.bytes, value.at));
    } else {
      System.arraycopy(value.bytes, value.at, to, next, length);
    }
    return next + length;
  }

  private static int real(RowCursor value, byte[] to, int next) {
    if (!isZeroWithSign(value)) {
      int end = number(value, to, next);
      return value.length > SURE_LENGTH ? withExponent(to, next, end) : end;
    }
    to[next] = '\'';
    int end = number(value, to, next + 1);
    to[end] = '\'';
    return end + 1;
  }

  /** Without one, servers take it for a decimal number, and cut its last decimals. */
  private static int withExponent(byte[] to, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (to[i] == 'e' || to[i] == 'E') {
        return end;
      }
    }
    to[end] = 'e';
    to[end + 1] = '0';
    return end + 2;
  }

  private static boolean isZeroWithSign(RowCursor value) {
    byte[] bytes = value.bytes;
    if (value.length < 2 || bytes[value.at] != '-') {
      return false;
    }
    for (int i = value.at + 1; i < value.at + value.length; i++) {
      if (bytes[i] != '0' && bytes[i] != '.') {
        return false;
      }
    }
    return true;
  }
}
