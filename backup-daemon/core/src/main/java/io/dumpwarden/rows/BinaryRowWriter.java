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
      case INT_8 -> Digits.signed((byte) bytes(1), to, next);
      case UNSIGNED_8 -> Digits.signed(bytes(1), to, next);
      case INT_16 -> Digits.signed((short) bytes(2), to, next);
      case UNSIGNED_16 -> Digits.signed(bytes(2), to, next);
      case INT_32 -> Digits.signed((int) bytes(4), to, next);
      case UNSIGNED_32 -> Digits.signed(bytes(4), to, next);
      case INT_64 -> Digits.signed(bytes(8), to, next);
      case UNSIGNED_64 -> Digits.unsigned(bytes(8), to, next);
      case YEAR -> Digits.padded((int) bytes(2), 4, to, next);
      case FLOAT -> RealDigits.ofFloat(Float.intBitsToFloat((int) bytes(4)), to, next);
      case DOUBLE -> RealDigits.ofDouble(Double.longBitsToDouble(bytes(8)), to, next);
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

  /** The next bytes as a number without a sign, but for eight of them. */
  private long bytes(int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value |= (from[at + i] & 0xffL) << (Byte.SIZE * i);
    }
    at += width;
    return value;
  }
}
