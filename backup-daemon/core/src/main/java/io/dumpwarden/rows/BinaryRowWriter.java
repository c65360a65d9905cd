package io.dumpwarden.rows;

/**
 * Of rows as prepared statements yield them: a zero, a bit for each value that is not there, and
 * the others in the form of their type, numbers with their lowest byte first.
 */
final class BinaryRowWriter extends RowWriter {

  private static final int HEADER = 1;

  /** The first bits of the map mean nothing. */
  private static final int UNUSED_BITS = 2;

  private final int first;
  private final int mapBytes;

  BinaryRowWriter(TablePlan plan) {
    super(plan);
    this.first = UNUSED_BITS + (plan.marked() ? 1 : 0);
    this.mapBytes = (plan.columns().size() + first + Byte.SIZE - 1) / Byte.SIZE;
  }

  @Override
  void begin() {
    at = HEADER + mapBytes;
    if (first > UNUSED_BITS) {
      int mark = length();
      at += mark;
    }
  }

  @Override
  int value(ColumnPlan column, int index, byte[] to, int next) {
    int bit = index + first;
    if ((from[HEADER + bit / Byte.SIZE] >> bit % Byte.SIZE & 1) != 0) {
      return noValue(to, next);
    }
    return switch (column.wire()) {
      case BYTES -> {
        int length = length();
        int end = Values.write(column, from, at, length, to, next);
        at += length;
        yield end;
      }
      case INT_8 -> Digits.signed(from[at++], to, next);
      case UNSIGNED_8 -> Digits.signed(from[at++] & 0xff, to, next);
      case INT_16 -> Digits.signed(number16(), to, next);
      case UNSIGNED_16 -> Digits.signed(number16() & 0xffff, to, next);
      case INT_32 -> Digits.signed(number32(), to, next);
      case UNSIGNED_32 -> Digits.signed(number32() & 0xffffffffL, to, next);
      case INT_64 -> Digits.signed(number64(), to, next);
      case UNSIGNED_64 -> Digits.unsigned(number64(), to, next);
      case YEAR -> Digits.padded(number16(), 4, to, next);
      case FLOAT -> RealDigits.ofFloat(Float.intBitsToFloat(number32()), to, next);
      case DOUBLE -> RealDigits.ofDouble(Double.longBitsToDouble(number64()), to, next);
      case DATE -> date(to, next);
      case DATE_TIME -> dateTime(column, to, next);
      case TIME -> time(column, to, next);
    };
  }

  private int date(byte[] to, int next) {
    int length = length();
    int end = TimeDigits.date(from, at, length, to, next);
    at += length;
    return end;
  }

  private int dateTime(ColumnPlan column, byte[] to, int next) {
    int length = length();
    int end = TimeDigits.dateTime(column.decimals(), from, at, length, to, next);
    at += length;
    return end;
  }

  private int time(ColumnPlan column, byte[] to, int next) {
    int length = length();
    int end = TimeDigits.time(column.decimals(), from, at, length, to, next);
    at += length;
    return end;
  }

  private short number16() {
    short value = Words.getShort(from, at);
    at += Short.BYTES;
    return value;
  }

  private int number32() {
    int value = Words.getInt(from, at);
    at += Integer.BYTES;
    return value;
  }

  private long number64() {
    long value = Words.get(from, at);
    at += Long.BYTES;
    return value;
  }
}
