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
    private long byteEstimate;
    private int chunks;
    private int done;

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
          byteEstimate,
          done == chunks);
    }
  }

  private final Map<List<String>, Count> tables = new LinkedHashMap<>();

  /** What is to be dumped. */
  synchronized void plan(List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      Count count = tables.computeIfAbsent(key(chunk), key -> new Count(chunk.table()));
      count.byteEstimate += chunk.bytes();
      count.chunks++;
    }
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
        .filter(count -> count.done != count.chunks)
        .map(count -> count.table.database() + "." + count.table.name())
        .toList();
  }

  private Count count(Chunk chunk) {
    Count count = tables.get(key(chunk));
    if (count == null) {
      throw new IllegalStateException("a chunk that was not planned");
    }
    return count;
  }

  private static List<String> key(Chunk chunk) {
    return List.of(chunk.table().database(), chunk.table().name());
  }
}
