package io.dumpwarden.load;

import io.dumpwarden.pipeline.FrameTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What workers are to do next: the biggest tables first, each worker at a table of its own as long
 * as there are enough, and a table's keys as soon as its rows are there. Safe for use by many
 * threads.
 */
final class RowsQueue {

  /** What a worker does in one go. */
  sealed interface Job permits Rows, Keys {}

  record Rows(Portion portion) implements Job {}

  record Keys(LateKeys keys) implements Job {}

  private static final Comparator<TableRuns> BEST =
      Comparator.comparingInt(TableRuns::active)
          .thenComparing(Comparator.comparingLong(TableRuns::weightLeft).reversed());

  private final List<TableRuns> tables;
  private final int workers;
  private final Map<FrameTable, TableRuns> tableOf = new HashMap<>();
  private final Map<TableRuns, LateKeys> keys = new HashMap<>();
  private final Deque<LateKeys> ready = new ArrayDeque<>();
  private long underWay;
  private boolean stopped;

  /**
   * A table's portions, and the keys that it gets behind them.
   *
   * @param fillsAtOnce whether the first portions are better loaded as one
   */
  record Table(List<Portion> portions, boolean fillsAtOnce, @Nullable LateKeys keys) {}

  /**
   * @param workers how many will take
   */
  RowsQueue(List<Table> all, int workers) {
    this.workers = workers;
    this.tables = new ArrayList<>();
    for (Table table : all) {
      if (table.portions().isEmpty()) {
        Optional.ofNullable(table.keys()).ifPresent(ready::add);
        continue;
      }
      TableRuns runs = new TableRuns(table.portions(), table.fillsAtOnce());
      tables.add(runs);
      tableOf.put(table.portions().get(0).source(), runs);
      if (table.keys() != null) {
        keys.put(runs, table.keys());
      }
    }
  }

  /**
   * Waits until there is something to do.
   *
   * @param worker its number
   * @return empty when everything is done or taken, or the load is to end
   */
  synchronized Optional<Job> take(int worker) throws InterruptedException {
    while (!stopped && !isOver()) {
      if (!ready.isEmpty()) {
        return Optional.of(new Keys(ready.remove()));
      }
      Optional<TableRuns> best = tables.stream().filter(TableRuns::isOpen).min(BEST);
      if (best.isPresent()) {
        Portion portion = best.get().take(worker, atMost(best.get()));
        underWay += portion.weight();
        return Optional.of(new Rows(portion));
      }
      wait();
    }
    return Optional.empty();
  }

  synchronized void done(Job job) {
    if (job instanceof Rows rows) {
      rowsDone(rows.portion());
    }
    notifyAll();
  }

  /** Nobody gets anything more to do. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  private void rowsDone(Portion portion) {
    TableRuns runs = tableOf.get(portion.source());
    if (runs == null) {
      throw new IllegalArgumentException("not of this queue");
    }
    underWay -= portion.weight();
    runs.done();
    if (runs.isOver()) {
      tables.remove(runs);
      Optional.ofNullable(keys.get(runs)).ifPresent(ready::add);
    }
  }

  /**
   * How much of a table may be loaded by one worker alone: not so much that the others have nothing
   * to do meanwhile, or that it would still be at work when they are done.
   */
  private long atMost(TableRuns table) {
    long left = tables.stream().mapToLong(TableRuns::weightLeft).sum();
    long fair = 3 * left / (4L * workers);
    return workers == 1
        ? Long.MAX_VALUE
        : Math.min(fair, (left - table.weightLeft() + underWay) / (workers - 1));
  }

  /** Whoever waits has nothing to wait for where all that is left is being done without him. */
  synchronized boolean isOver() {
    return tables.isEmpty() && ready.isEmpty();
  }
}
