package io.dumpwarden.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.source.ColumnFacts;
import io.dumpwarden.source.TableShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LargeRowTest {

  private static final int MIB = 1 << 20;

  private final List<Integer> pieces = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private final ByteArrayOutputStream sql = new ByteArrayOutputStream();

  @Test
  void aRowOfManyMebibytesIsNeverHeldAsAStatement() throws IOException {
    byte[] text = bytes(3 * MIB + 1);
    byte[] blob = bytes(5 * MIB + 3);

    write(text, null, text, blob, bytes(5), blob);

    assertThat(pieces).allMatch(length -> length <= MIB);
    assertThat(counts.subList(0, counts.size() - 1)).containsOnly(0L);
    assertThat(counts.get(counts.size() - 1)).isEqualTo(1);
  }

  @Test
  void itsStatementIsThatOfAnyOtherRow() throws IOException {
    byte[] text = bytes(MIB + 1);
    byte[] blob = bytes(200_000);
    byte[][] values = {text, null, text, blob, bytes(5), new byte[0]};

    write(values);

    assertThat(sql.toByteArray()).isEqualTo(inOneGo(values));
  }

  @Test
  void smallRowsAroundItAreInStatementsOfTheirOwn() throws IOException {
    InsertBuffer buffer = buffer();
    RowWriter writer = new TextRowWriter(plan());
    byte[][] small = {{'a'}, {'b'}, null, {1}, {2}, null};
    writer.write(row(small), buffer);
    writer.write(row(bytes(2 * MIB), null, null, null, null, null), buffer);
    writer.write(row(small), buffer);

    assertThat(buffer.finish()).isEqualTo(3);
    assertThat(counts).startsWith(1L).endsWith(1L, 1L);
    assertThat(sql.toString(StandardCharsets.UTF_8))
        .startsWith("INSERT INTO `t` (`a`,`b`,`c`,`d`,`e`,`f`) VALUES\n('a','b',NULL,0x01,")
        .endsWith(
            ");\nINSERT INTO `t` (`a`,`b`,`c`,`d`,`e`,`f`) VALUES\n('a','b',NULL,0x01,_ucs2 x'02',NULL);\n");
  }

  @Test
  void aRowThatWouldExhaustTheHeapIsRefused() {
    assertThatCode(() -> LargeRow.requireRoom(32L * MIB, 256L * MIB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> LargeRow.requireRoom(40L * MIB, 256L * MIB))
        .isInstanceOf(DumpwardenException.class)
        .hasMessageContaining("40 MiB")
        .hasMessageContaining("32 MiB");
  }

  private void write(byte[]... values) throws IOException {
    InsertBuffer buffer = buffer();
    new TextRowWriter(plan()).write(row(values), buffer);
    assertThat(buffer.finish()).isEqualTo(1);
  }

  private InsertBuffer buffer() {
    return new InsertBuffer(
        plan().insert(),
        MIB,
        (bytes, offset, length, rows) -> {
          sql.write(bytes, offset, length);
          pieces.add(length);
          counts.add(rows);
        });
  }

  private static TablePlan plan() {
    List<ColumnFacts> columns =
        List.of(
            column("a", "longtext", "utf8mb4"),
            column("b", "longtext", "utf8mb4"),
            column("c", "longtext", "latin1"),
            column("d", "longblob", null),
            column("e", "longtext", "ucs2"),
            column("f", "longblob", null));
    return TablePlan.asText(
        new TableShape("shop", "t", "InnoDB", columns, List.of(), 1, 1, false), null);
  }

  private static ColumnFacts column(String name, String type, String characterSet) {
    return new ColumnFacts(name, type, type, characterSet, false, false, null);
  }

  /** As servers send it in answer to a plain statement. */
  private static RawRow row(byte[]... values) {
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    for (byte[] value : values) {
      if (value == null) {
        row.write(0xfb);
      } else {
        row.write(0xfe);
        for (int i = 0; i < 8; i++) {
          row.write((int) ((long) value.length >> (8 * i)));
        }
        row.writeBytes(value);
      }
    }
    return new RawRow(row.toByteArray(), row.size());
  }

  /** Each value by the code for small ones. */
  private static byte[] inOneGo(byte[]... values) {
    byte[] all = Arrays.copyOf(plan().insert(), 40 * MIB);
    RowCursor cursor = new RowCursor();
    cursor.bytes = row(values).bytes();
    int next = plan().insert().length;
    all[next++] = '(';
    for (ColumnPlan column : plan().columns()) {
      cursor.toValue();
      next =
          cursor.length < 0
              ? RowWriter.noValue(all, next)
              : Values.write(column, cursor, all, next);
      cursor.pass();
      all[next++] = ',';
    }
    byte[] end = ");\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(end, 0, all, next - 1, end.length);
    return Arrays.copyOf(all, next - 1 + end.length);
  }

  /** All bytes there are, quotes and backslashes among them. */
  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
