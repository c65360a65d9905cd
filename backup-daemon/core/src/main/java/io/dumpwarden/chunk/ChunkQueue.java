package io.dumpwarden.chunk;

import io.dumpwarden.source.TableShape;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Hands the chunks of many tables to workers, so that none of these has much left to do when the
 * others are done: what cannot be cut and is large comes first, then chunks of the table of which
 * most is left. A table is cut on the connection of the worker that asks, as far as it takes to
 * find one chunk. Safe for use by many threads.
 *
 * <p>The chunks of a table hold each of its rows once, whichever rows the snapshot has.
 */
public final class ChunkQueue {

  private static final Comparator<Entry> MOST_FIRST =
      Comparator.comparingLong(Entry::nextBytes).thenComparingLong(Entry::remainingBytes);

  private final long targetBytes;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param targetBytes how much SQL a chunk should hold; estimated, so that it is about that
   */
  public ChunkQueue(Collection<TableShape> tables, long targetBytes) {
    this.targetBytes = targetBytes;
    tables.forEach(table -> entries.add(new Entry(table)));
  }

  /**
   * The next chunk for the worker that asks; empty when there is none left for anybody. Waits only
   * while others cut the last tables.
   *
   * @param connection in the snapshot, for the caller alone; its zone is UTC
   * @throws io.dumpwarden.error.DumpwardenException {@code SERVER_GONE} when it lives no more
   */
  public Optional<Chunk> next(Connection connection) throws InterruptedException {
    for (Optional<Entry> turn = take(); turn.isPresent(); turn = take()) {
      Entry entry = turn.get();
      try {
        Optional<Chunk> chunk = entry.cutter.next(connection);
        if (chunk.isPresent()) {
          return chunk;
        }
      } finally {
        giveBack(entry);
      }
    }
    return Optional.empty();
  }

  /**
   * What a chunk turned out to be, so that later ones of its table are cut by that.
   *
   * @param bytes of SQL
   */
  public synchronized void seen(Chunk chunk, long rows, long bytes) {
    for (Entry entry : entries) {
      if (entry.table == chunk.table()) {
        entry.cutter.seen(rows, bytes);
      }
    }
  }

  /** Of SQL, estimated, in chunks that nobody took yet. */
  public synchronized long remainingBytes() {
    return entries.stream().mapToLong(Entry::remainingBytes).sum();
  }

  private synchronized Optional<Entry> take() throws InterruptedException {
    while (!entries.isEmpty()) {
      Optional<Entry> most = entries.stream().filter(entry -> !entry.busy).max(MOST_FIRST);
      if (most.isPresent()) {
        most.get().busy = true;
        return most;
      }
      wait();
    }
    return Optional.empty();
  }

  private synchronized void giveBack(Entry entry) {
    entry.busy = false;
    entry.remaining = entry.cutter.remainingBytes();
    if (entry.cutter.isDone()) {
      entries.remove(entry);
    }
    notifyAll();
  }

  /** A table with rows that nobody took; guarded by the queue, its cutter by being busy. */
  private final class Entry {

    private final TableShape table;
    private final TableCutter cutter;
    private boolean busy;
    private long remaining;

    Entry(TableShape table) {
      this.table = table;
      cutter = new TableCutter(table, targetBytes);
      remaining = cutter.remainingBytes();
    }

    long remainingBytes() {
      return remaining;
    }

    long nextBytes() {
      return cutter.isCuttable() ? Math.min(remaining, targetBytes) : remaining;
    }
  }
}
