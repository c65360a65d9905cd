package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FrameTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsQueueTest {

  @Test
  void beginsWithTheBiggestAndKeepsWorkersApart() throws Exception {
    RowsQueue queue = queue(2, table("big", 4, 100), table("small", 1, 50));

    assertThat(names(queue.take(0))).isEqualTo("big 0");
    assertThat(names(queue.take(1))).isEqualTo("small 0");
  }

  @Test
  void letsNobodyElseIntoAnEmptyTableBeforeItsFirstPartIsThere() throws Exception {
    RowsQueue queue = queue(3, table("big", 8, 100));
    var first = queue.take(0).orElseThrow();
    Thread other = new Thread(() -> takeOne(queue));
    other.start();
    other.join(200);
    assertThat(other.isAlive()).isTrue();

    queue.done(first);

    other.join();
    // the other one has the farther half, and this one goes on behind its own
    assertThat(names(queue.take(0))).isEqualTo("big 1");
    assertThat(names(queue.take(2))).isNotEqualTo("big 2");
  }

  @Test
  void givesEverythingOnce() throws Exception {
    RowsQueue queue = queue(3, table("a", 7, 10), table("b", 3, 10));
    List<String> taken = new ArrayList<>();
    for (int worker = 0; taken.size() < 10; worker++) {
      var job = queue.take(worker % 3);
      taken.add(names(job));
      queue.done(job.orElseThrow());
    }

    assertThat(taken).doesNotHaveDuplicates();
    assertThat(queue.take(0)).isEmpty();
  }

  @Test
  void makesKeysWhenTheRowsOfTheirTableAreThere() throws Exception {
    RowsQueue.Table plain = table("a", 2, 10);
    LateKeys keys = new LateKeys("d", "a", List.of("ALTER"), List.of(), false);
    RowsQueue queue = queue(2, new RowsQueue.Table(plain.portions(), false, keys));
    queue.done(queue.take(0).orElseThrow());
    queue.done(queue.take(0).orElseThrow());

    assertThat(queue.take(1)).contains(new RowsQueue.Keys(keys));
    assertThat(queue.take(0)).isEmpty();
  }

  @Test
  void fillsAnEmptyTableAtOnceAsLongAsOthersHaveWork() throws Exception {
    RowsQueue queue =
        queue(
            2, atOnce("a", 4, 100), atOnce("b", 4, 100), atOnce("c", 4, 100), atOnce("d", 4, 100));

    assertThat(frames(queue.take(0))).isEqualTo(4);
    assertThat(frames(queue.take(1))).isEqualTo(4);
    assertThat(frames(queue.take(0))).isLessThan(4);
  }

  @Test
  void leavesPartsOfALastTableToOthers() throws Exception {
    RowsQueue queue = queue(2, atOnce("a", 4, 100));

    assertThat(frames(queue.take(0))).isEqualTo(1);
  }

  @Test
  void oneWorkerAloneFillsTablesAtOnce() throws Exception {
    RowsQueue queue = queue(1, atOnce("a", 4, 100));

    assertThat(frames(queue.take(0))).isEqualTo(4);
  }

  @Test
  void fillsNoMoreAtOnceThanMayBeLost() throws Exception {
    RowsQueue queue = queue(1, atOnce("a", 20, 32L * 1024 * 1024));

    assertThat(frames(queue.take(0))).isEqualTo(8);
  }

  @Test
  void weighsRowsBesidesTheirBytes() throws Exception {
    RowsQueue queue = queue(1, table("long", 1, 3_000), table("many", 1, 2_000, 1_000L));

    assertThat(names(queue.take(0))).isEqualTo("many 0");
  }

  private static RowsQueue queue(int workers, RowsQueue.Table... tables) {
    return new RowsQueue(List.of(tables), workers);
  }

  private static RowsQueue.Table atOnce(String name, int parts, long bytes) {
    return new RowsQueue.Table(table(name, parts, bytes).portions(), true, null);
  }

  private static int frames(java.util.Optional<RowsQueue.Job> job) {
    return ((RowsQueue.Rows) job.orElseThrow()).portion().frames().size();
  }

  private static void takeOne(RowsQueue queue) {
    try {
      queue.take(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String names(java.util.Optional<RowsQueue.Job> job) {
    Portion portion = ((RowsQueue.Rows) job.orElseThrow()).portion();
    return portion.source().table() + " " + portion.frames().get(0).range();
  }

  private static RowsQueue.Table table(String name, int parts, long bytes) {
    return table(name, parts, bytes, null);
  }

  private static RowsQueue.Table table(String name, int parts, long bytes, @Nullable Long rows) {
    FrameTable table = new FrameTable("d", name);
    List<Portion> portions = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      Frame frame = new Frame(FrameKind.ROWS, List.of(table), "" + i, i, bytes, bytes, "", rows);
      portions.add(new Portion(table, "d", List.of(frame), true));
    }
    return new RowsQueue.Table(portions, false, null);
  }
}
