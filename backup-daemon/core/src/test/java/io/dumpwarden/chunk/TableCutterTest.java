package io.dumpwarden.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.source.TableShape;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCutterTest {

  private static final long TARGET = 30_000_000;

  /** A gigabyte for a thousand rows: the others were deleted, and are not purged. */
  private static final TableShape LEFT =
      Shapes.of(
          "outbox",
          List.of(Shapes.column("id", "bigint"), Shapes.text("body", "utf8mb4")),
          List.of(Shapes.key("PRIMARY", true, true, "id")),
          1000,
          1_000_000_000);

  @Test
  void chunksWithHardlyAnyRowTellThatARowIsSmall() {
    TableCutter cutter = new TableCutter(LEFT, TARGET);
    assertThat(cutter.remainingBytes()).isGreaterThan(800_000_000);

    for (int i = 0; i < 6; i++) {
      cutter.seen(chunk(500), 1, 100);
    }

    assertThat(cutter.remainingBytes()).isBetween(100_000L, 1_000_000L);
  }

  @Test
  void smallRowsWhereAllCameThatWereExpectedTellNothing() {
    TableCutter cutter = new TableCutter(LEFT, TARGET);
    long before = cutter.remainingBytes();

    cutter.seen(chunk(30), 30, 3000);

    assertThat(cutter.remainingBytes()).isEqualTo(before);
  }

  @Test
  void whatPassesIsTriedAgainAndWhatDoesNotLeavesTheTableWhole() {
    TableCutter cutter = new TableCutter(LEFT, TARGET);
    Connection waiting = failing(1205);

    assertThat(cutter.next(waiting)).isEmpty();
    assertThat(cutter.next(failing(1317))).isEmpty();
    assertThat(cutter.isDone()).isFalse();
    assertThat(cutter.next(waiting)).map(Chunk::condition).isEmpty();
    assertThat(cutter.isDone()).isTrue();

    assertThat(new TableCutter(LEFT, TARGET).next(failing(1146))).isPresent();
  }

  private static Chunk chunk(long rows) {
    return new Chunk(LEFT, "`id`>=1", "PRIMARY", "`id`", null, rows, TARGET);
  }

  private static Connection failing(int error) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isValid")) {
                return true;
              }
              throw new SQLException("not now", "HY000", error);
            });
  }
}
