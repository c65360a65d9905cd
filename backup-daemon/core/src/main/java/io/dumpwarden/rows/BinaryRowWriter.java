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
    cursor.at = HEADER + mapBytes;
    if (first > UNUSED_BITS) {
      cursor.toValue();
      cursor.pass();
    }
  }

  @Override
  int ahead(ColumnPlan column, int index) {
    return column.wire() == WireForm.BYTES && !isNull(index) ? cursor.ahead() : 0;
  }

  private boolean isNull(int index) {
    int bit = index + first;
    return (cursor.bytes[HEADER + bit / Byte.SIZE] >> bit % Byte.SIZE & 1) != 0;
  }

  @Override
  int value(ColumnPlan column, int index, byte[] to, int next) {
    if (isNull(index)) {
      return noValue(to, next);
    }
    return switch (column.wire()) {
      case BYTES -> passed(Values.write(column, arrived(), to, next));
      case INT_8 -> Digits.signed(cursor.number8(), to, next);
      case UNSIGNED_8 -> Digits.signed(cursor.number8() & 0xff, to, next);
      case INT_16 -> Digits.signed(cursor.number16(), to, next);
      case UNSIGNED_16 -> Digits.signed(cursor.number16() & 0xffff, to, next);
      case INT_32 -> Digits.signed(cursor.number32(), to, next);
      case UNSIGNED_32 -> Digits.signed(cursor.number32() & 0xffffffffL, to, next);
      case INT_64 -> Digits.signed(cursor.number64(), to, next);
      case UNSIGNED_64 -> Digits.unsigned(cursor.number64(), to, next);
      case YEAR -> Digits.padded(cursor.number16(), 4, to, next);
      case FLOAT -> RealDigits.ofFloat(Float.intBitsToFloat(cursor.number32()), to, next);
      case DOUBLE -> RealDigits.ofDouble(Double.longBitsToDouble(cursor.number64()), to, next);
      case DATE -> passed(TimeDigits.date(arrived(), to, next));
      case DATE_TIME -> passed(TimeDigits.dateTime(column.decimals(), arrived(), to, next));
      case TIME -> passed(TimeDigits.time(column.decimals(), arrived(), to, next));
    };
  }

  private RowCursor arrived() {
    cursor.toValue();
    return cursor;
  }

  private int passed(int end) {
    cursor.pass();
    return end;
  }
}
