package io.dumpwarden.load;

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
          .thenComparing(Comparator.comparingLong(TableRuns::bytesLeft).reversed());

  private final List<TableRuns> tables;
  private final Map<Portion, TableRuns> tableOf = new HashMap<>();
  private final Map<TableRuns, LateKeys> keys = new HashMap<>();
  private final Deque<LateKeys> ready = new ArrayDeque<>();
  private boolean stopped;

  /** A table's portions, and the keys that it gets behind them. */
  record Table(List<Portion> portions, @Nullable LateKeys keys) {}

  RowsQueue(List<Table> all) {
    this.tables = new ArrayList<>();
    for (Table table : all) {
      if (table.portions().isEmpty()) {
        Optional.ofNullable(table.keys()).ifPresent(ready::add);
        continue;
      }
      TableRuns runs = new TableRuns(table.portions());
      tables.add(runs);
      table.portions().forEach(portion -> tableOf.put(portion, runs));
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
        return Optional.of(new Rows(best.get().take(worker)));
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
    TableRuns runs = tableOf.get(portion);
    if (runs == null) {
      throw new IllegalArgumentException("not of this queue");
    }
    runs.done();
    if (runs.isOver()) {
      tables.remove(runs);
      Optional.ofNullable(keys.get(runs)).ifPresent(ready::add);
    }
  }

  /** Whoever waits has nothing to wait for where all that is left is being done without him. */
  private boolean isOver() {
    return tables.isEmpty() && ready.isEmpty();
  }
}
