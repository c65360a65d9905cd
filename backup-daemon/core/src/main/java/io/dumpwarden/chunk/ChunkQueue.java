package io.dumpwarden.chunk;

import io.dumpwarden.source.TableShape;
import java.sql.Connection;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

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
      Comparator.comparingLong(Entry::nextBytes)
          .thenComparingLong(Entry::remainingBytes)
          .reversed();

  private final long targetBytes;
  private final Map<TableShape, Entry> byTable = new IdentityHashMap<>();
  private final Queue<Entry> idle = new PriorityQueue<>(MOST_FIRST);
  private long remaining;
  private int busy;

  /**
   * @param targetBytes how much SQL a chunk should hold; estimated, so that it is about that
   */
  public ChunkQueue(Collection<TableShape> tables, long targetBytes) {
    this.targetBytes = targetBytes;
    for (TableShape table : tables) {
      Entry entry = new Entry(table);
      byTable.put(table, entry);
      idle.add(entry);
      remaining += entry.remaining;
    }
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
    Entry entry = byTable.get(chunk.table());
    if (entry != null) {
      entry.cutter.seen(chunk, rows, bytes);
    }
  }

  /** Of SQL, estimated, in chunks that nobody took yet. */
  public synchronized long remainingBytes() {
    return remaining;
  }

  private synchronized Optional<Entry> take() throws InterruptedException {
    while (idle.isEmpty() && busy > 0) {
      wait();
    }
    Optional<Entry> most = Optional.ofNullable(idle.poll());
    busy += most.isPresent() ? 1 : 0;
    return most;
  }

  private synchronized void giveBack(Entry entry) {
    busy--;
    remaining -= entry.remaining;
    entry.remaining = entry.cutter.remainingBytes();
    remaining += entry.remaining;
    if (entry.cutter.isDone()) {
      byTable.remove(entry.table);
    } else {
      idle.add(entry);
    }
    notifyAll();
  }

  /** A table with rows that nobody took; whoever takes it has its cutter for himself. */
  private final class Entry {

    private final TableShape table;
    private final TableCutter cutter;
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
