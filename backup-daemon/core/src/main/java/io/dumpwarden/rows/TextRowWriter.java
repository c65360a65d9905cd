package io.dumpwarden.rows;

/** Of rows as plain statements yield them: each value as text, with its length in front. */
final class TextRowWriter extends RowWriter {

  private final boolean marked;

  TextRowWriter(TablePlan plan) {
    super(plan);
    this.marked = plan.marked();
  }

  @Override
  void begin() {
    at = 0;
    if (marked) {
      int mark = length();
      at += mark;
    }
  }

  @Override
  int value(ColumnPlan column, int index, byte[] to, int next) {
    int length = length();
    if (length < 0) {
      return noValue(to, next);
    }
    int end = Values.write(column, from, at, length, to, next);
    at += length;
    return end;
  }
}
