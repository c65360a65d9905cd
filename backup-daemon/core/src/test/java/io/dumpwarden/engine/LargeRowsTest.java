package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.source.TableShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeRowsTest {

  @Test
  void oneConnectionAtATimeReadsLargeRows() throws Exception {
    LargeRows large = new LargeRows();
    LargeRows.Turn first = large.turn(table(100, 1_000_000_000));
    Thread second =
        new Thread(
            () -> {
              try (LargeRows.Turn turn = large.turn(table(50, 1_000_000_000))) {
                assertThat(turn).isNotNull();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    second.start();
    await().until(() -> second.getState() == Thread.State.WAITING);

    large.turn(table(1_000_000, 1_000_000_000)).close();
    large.turn(table(0, 1_000_000_000)).close();
    first.close();

    second.join(30_000);
    assertThat(second.isAlive()).isFalse();
  }

  private static TableShape table(long rows, long bytes) {
    return new TableShape("shop", "t", "InnoDB", List.of(), List.of(), rows, bytes, false);
  }
}
