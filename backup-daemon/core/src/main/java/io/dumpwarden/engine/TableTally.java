package io.dumpwarden.engine;

import io.dumpwarden.chunk.Chunk;
import io.dumpwarden.dump.TableProgress;
import io.dumpwarden.source.TableShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far the tables of a dump are. Safe for use by many threads. */
final class TableTally {

  private static final class Count {
    private final TableShape table;
    private long rows;
    private long bytes;
    private int begun;
    private int done;
    private boolean hasMore = true;

    private Count(TableShape table) {
      this.table = table;
    }

    private TableProgress progress() {
      return new TableProgress(
          table.database(),
          table.name(),
          rows,
          table.rowEstimate(),
          bytes,
          isDone() ? bytes : Math.max(table.dataBytes(), bytes),
          begun > done,
          isDone());
    }

    private boolean isDone() {
      return !hasMore && begun > 0 && begun == done;
    }
  }

  private final Map<List<String>, Count> tables = new LinkedHashMap<>();

  /** What is to be dumped. */
  synchronized void plan(List<TableShape> planned) {
    planned.forEach(table -> tables.put(key(table), new Count(table)));
  }

  /** That a chunk is being read. */
  synchronized void begun(Chunk chunk) {
    count(chunk).begun++;
  }

  /** That no chunk is left which nobody has taken. */
  synchronized void noneLeft() {
    tables.values().forEach(count -> count.hasMore = false);
  }

  synchronized void passed(Chunk chunk, long rows, long bytes) {
    Count count = count(chunk);
    count.rows += rows;
    count.bytes += bytes;
  }

  synchronized void finished(Chunk chunk) {
    count(chunk).done++;
  }

  /** In the order in which they are dumped. */
  synchronized List<TableProgress> progress() {
    return tables.values().stream().map(Count::progress).toList();
  }

  synchronized long rows() {
    return tables.values().stream().mapToLong(count -> count.rows).sum();
  }

  /** What was planned and is not finished; none where all is. */
  synchronized List<String> unfinished() {
    return tables.values().stream()
        .filter(count -> !count.isDone())
        .map(count -> count.table.database() + "." + count.table.name())
        .toList();
  }

  private Count count(Chunk chunk) {
    Count count = tables.get(key(chunk.table()));
    if (count == null) {
      throw new IllegalStateException("a chunk that was not planned");
    }
    return count;
  }

  private static List<String> key(TableShape table) {
    return List.of(table.database(), table.name());
  }
}
