package io.dumpwarden.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsertBufferTest {

  private static final String HEAD = "INSERT\n";

  private final List<String> statements = new ArrayList<>();
  private long rows;

  private InsertBuffer buffer(int most) {
    return new InsertBuffer(
        HEAD.getBytes(StandardCharsets.US_ASCII),
        most,
        (sql, offset, length, count) -> {
          statements.add(new String(sql, offset, length, StandardCharsets.US_ASCII));
          rows += count;
        });
  }

  private static void add(InsertBuffer buffer, String row) throws IOException {
    byte[] bytes = (row + ",\n").getBytes(StandardCharsets.US_ASCII);
    byte[] to = buffer.room(bytes.length);
    System.arraycopy(bytes, 0, to, buffer.end(), bytes.length);
    buffer.row(buffer.end() + bytes.length);
  }

  @Test
  void withoutRowsThereIsNoStatement() throws IOException {
    assertThat(buffer(100).finish()).isZero();
    assertThat(statements).isEmpty();
  }

  @Test
  void statementsAreAsLongAsTheyMay() throws IOException {
    InsertBuffer buffer = buffer(17);
    for (String row : List.of("(1)", "(2)", "(3)")) {
      add(buffer, row);
    }
    assertThat(buffer.finish()).isEqualTo(3);
    assertThat(statements).containsExactly("INSERT\n(1),\n(2);\n", "INSERT\n(3);\n");
    assertThat(rows).isEqualTo(3);
  }

  @Test
  void onlyASingleRowMayBeLonger() throws IOException {
    InsertBuffer buffer = buffer(20);
    String long_ = "('" + "x".repeat(5_000_000) + "')";
    for (String row : List.of("(1)", long_, "(2)", "(3)")) {
      add(buffer, row);
    }
    assertThat(buffer.finish()).isEqualTo(4);
    assertThat(statements)
        .containsExactly("INSERT\n(1);\n", "INSERT\n" + long_ + ";\n", "INSERT\n(2),\n(3);\n");
  }

  @Test
  void aRowThatNoArrayTakesIsRefused() {
    assertThatThrownBy(() -> buffer(20).room(3_000_000_000L))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too large");
  }

  @Test
  void statementsFitIntoPackets() {
    assertThat(InsertStyle.within(1 << 24).statementBytes()).isEqualTo(1 << 20);
    assertThat(InsertStyle.within(1 << 20).statementBytes()).isLessThan(1 << 20);
    assertThat(InsertStyle.within(1024).statementBytes()).isPositive();
  }
}
