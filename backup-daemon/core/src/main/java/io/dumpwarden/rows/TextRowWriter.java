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
    cursor.at = 0;
    if (marked) {
      cursor.toValue();
      cursor.pass();
    }
  }

  @Override
  int ahead(ColumnPlan column, int index) {
    return cursor.ahead();
  }

  @Override
  int value(ColumnPlan column, int index, byte[] to, int next) {
    cursor.toValue();
    if (cursor.length < 0) {
      return noValue(to, next);
    }
    int end = Values.write(column, cursor, to, next);
    cursor.pass();
    return end;
  }
}
