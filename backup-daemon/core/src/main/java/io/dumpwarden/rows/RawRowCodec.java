package io.dumpwarden.rows;

import java.util.Calendar;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.client.util.MutableInt;
import org.mariadb.jdbc.plugin.Codec;

/**
 * Has MariaDB's driver hand out whole rows as they came, so that values need not be copied one by
 * one: {@code getObject(1, RawRow.class)}, where the first column is not null. The driver finds it
 * by {@code META-INF/services}. Whether a row has the form of plain statements or of prepared ones
 * is known to who asks.
 */
public final class RawRowCodec implements Codec<RawRow> {

  @Override
  public String className() {
    return RawRow.class.getName();
  }

  @Override
  public boolean canDecode(ColumnDecoder column, Class<?> type) {
    return type == RawRow.class;
  }

  @Override
  public boolean canEncode(Object value) {
    return false;
  }

  @Override
  public RawRow decodeText(
      ReadableByteBuf row,
      MutableInt length,
      ColumnDecoder column,
      @Nullable Calendar calendar,
      Context context) {
    return new RawRow(row.buf(), row.pos() + row.readableBytes());
  }

  @Override
  public RawRow decodeBinary(
      ReadableByteBuf row,
      MutableInt length,
      ColumnDecoder column,
      @Nullable Calendar calendar,
      Context context) {
    return decodeText(row, length, column, calendar, context);
  }

  @Override
  public void encodeText(
      Writer writer,
      Context context,
      RawRow value,
      @Nullable Calendar calendar,
      @Nullable Long length) {
    throw onlyRead();
  }

  @Override
  public int getApproximateTextProtocolLength(RawRow value, @Nullable Long length) {
    throw onlyRead();
  }

  @Override
  public void encodeBinary(
      Writer writer,
      Context context,
      RawRow value,
      @Nullable Calendar calendar,
      @Nullable Long length) {
    throw onlyRead();
  }

  @Override
  public int getBinaryEncodeType() {
    throw onlyRead();
  }

  private static UnsupportedOperationException onlyRead() {
    return new UnsupportedOperationException("rows are only read");
  }
}
