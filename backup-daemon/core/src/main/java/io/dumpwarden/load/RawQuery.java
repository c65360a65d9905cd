package io.dumpwarden.load;

import java.io.IOException;
import java.util.function.Consumer;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.message.ClientMessage;

/**
 * A statement as bytes: the driver would take them apart into a text and put them together again,
 * and texts in other character sets would not survive that.
 *
 * @param wire hears what it is written to
 */
record RawQuery(SqlText sql, Consumer<Writer> wire) implements ClientMessage {

  private static final int COM_QUERY = 3;

  @Override
  public int encode(Writer writer, Context context) throws IOException {
    wire.accept(writer);
    writer.initPacket();
    writer.writeByte(COM_QUERY);
    writer.writeBytes(sql.bytes(), sql.offset(), sql.length());
    writer.flush();
    return 1;
  }

  @Override
  public String description() {
    return sql.shown();
  }
}
