package io.dumpwarden.chunk;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts one table into chunks, in its key's order, each when it is asked for: its range is halved
 * until the engine's estimate for the lowest part is about what a chunk should hold. For one thread
 * at a time.
 */
final class TableCutter {

  private static final Logger LOG = LoggerFactory.getLogger(TableCutter.class);

  /** A part may be larger than wanted by that much, and parts are joined up to less of it. */
  private static final double TOO_LARGE = 1.5;

  private static final double ENOUGH = 0.75;
  private static final double JOINED = 1.25;
  private static final double TINY = 0.2;

  /** The engine does not tell more than half of a table. */
  private static final double CAPPED = 0.4;

  /** Of a chunk; what is smaller says little of the rest. */
  private static final int SAMPLE = 20;

  /** A chunk that has that many times fewer rows than estimated tells that estimates mislead. */
  private static final int SPARSE = 10;

  /** By how much at once: one such chunk is no proof for all others. */
  private static final int STEP_TO_SPARSE = 8;

  /** A wait for somebody's lock, and KILL QUERY. */
  private static final Set<Integer> PASSING = Set.of(1205, 1317);

  private static final int TRIES = 3;

  private static final int SECONDS_TO_ANSWER = 10;

  private final TableShape table;
  private final long targetBytes;
  private final @Nullable TableKey key;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private volatile double bytesPerRow;
  private volatile boolean proven;
  private int part;
  private int failures;

  TableCutter(TableShape table, long targetBytes) {
    this.table = table;
    this.targetBytes = targetBytes;
    key = TableKey.of(table).orElse(null);
    bytesPerRow = RowBytes.of(table);
    pieces.push(new Piece(KeyRange.ALL, Math.max(1, table.rowEstimate()), 0));
  }

  /**
   * The next chunk; empty when there is none left, or none could be cut now: see {@link #isDone}.
   *
   * @param connection in the snapshot
   * @throws DumpwardenException {@code SERVER_GONE} when the connection does not live any more
   */
  Optional<Chunk> next(Connection connection) {
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    if (key == null) {
      return Optional.of(chunk(pieces.pop()));
    }
    try {
      Optional<Chunk> next = Optional.of(chunk(cut(new KeySeeks(connection, table, key))));
      failures = 0;
      return next;
    } catch (SQLException e) {
      requireAlive(connection, e);
      failures++;
      return PASSING.contains(e.getErrorCode()) && failures < TRIES
          ? Optional.empty()
          : Optional.of(chunk(uncut(e)));
    }
  }

  /** What was read of it: later chunks are cut by that. May come from any thread. */
  void seen(Chunk chunk, long rows, long bytes) {
    if (rows < chunk.rows() / SPARSE) {
      // Rows that were deleted and not purged are in the engine's estimates: what it takes on disk
      // says nothing of a row.
      double found = bytes / (double) Math.max(1, rows);
      bytesPerRow = Math.max(Math.max(1, found), bytesPerRow / STEP_TO_SPARSE);
    } else if (bytes >= targetBytes / SAMPLE) {
      double found = bytes / (double) Math.max(1, rows);
      bytesPerRow = proven ? (bytesPerRow + found) / 2 : found;
      proven = true;
    }
  }

  /** Estimated, of SQL; what chunks took away is not in it. */
  long remainingBytes() {
    return (long) (pieces.stream().mapToLong(Piece::rows).sum() * bytesPerRow);
  }

  boolean isDone() {
    return pieces.isEmpty();
  }

  boolean isCuttable() {
    return key != null;
  }

  private Piece cut(KeySeeks seeks) throws SQLException {
    refine(seeks);
    Piece whole = pieces.pop();
    try {
      while (!pieces.isEmpty() && whole.rows() < ENOUGH * targetRows()) {
        refine(seeks);
        if (whole.rows() + pieces.element().rows() > joinedRows(whole)) {
          break;
        }
        whole = whole.with(pieces.pop());
      }
      return whole;
    } catch (SQLException e) {
      pieces.push(whole);
      throw e;
    }
  }

  /** Rather one that is too large than one that is hardly worth its way. */
  private double joinedRows(Piece whole) {
    return (whole.rows() < TINY * targetRows() ? TOO_LARGE + JOINED - 1 : JOINED) * targetRows();
  }

  /** Halves the lowest piece until it is small enough. */
  private void refine(KeySeeks seeks) throws SQLException {
    Piece lowest = pieces.element();
    while (lowest.worthCutting() && lowest.rows() > TOO_LARGE * targetRows()) {
      halve(lowest, seeks);
      lowest = pieces.element();
    }
  }

  private void halve(Piece piece, KeySeeks seeks) throws SQLException {
    long wanted = Math.max(2, Math.round(piece.rows() / targetRows()));
    double fraction = (wanted / 2) / (double) wanted;
    Optional<List<String>> bound = new SplitPoint(seeks, piece.range(), fraction).find();
    if (bound.isEmpty()) {
      pieces.pop();
      pieces.push(piece.uncuttable());
      return;
    }
    KeyRange low = piece.range().until(bound.get());
    KeyRange high = piece.range().since(bound.get());
    long lowRows = seeks.rows(low);
    long highRows = seeks.rows(high);
    pieces.pop();
    pieces.push(piece.half(high, uncapped(highRows, piece.rows() - lowRows)));
    pieces.push(piece.half(low, uncapped(lowRows, piece.rows() - highRows)));
  }

  private long uncapped(long estimate, long rest) {
    return estimate < CAPPED * table.rowEstimate() ? estimate : Math.max(estimate, rest);
  }

  private double targetRows() {
    return Math.max(1, targetBytes / bytesPerRow);
  }

  private void requireAlive(Connection connection, SQLException failure) {
    if (!lives(connection)) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "the connection was lost while table %s.%s was cut into chunks: %s"
              .formatted(table.database(), table.name(), failure.getMessage()),
          failure);
    }
  }

  /** A table that cannot be cut can still be read. */
  private Piece uncut(SQLException failure) {
    LOG.warn(
        "table {}.{} is not cut any further: {}",
        table.database(),
        table.name(),
        failure.getMessage());
    List<Piece> rest = List.copyOf(pieces);
    pieces.clear();
    rest.forEach(piece -> pieces.add(piece.uncuttable()));
    return pieces.pop();
  }

  private static boolean lives(Connection connection) {
    try {
      return connection.isValid(SECONDS_TO_ANSWER);
    } catch (SQLException e) {
      return false;
    }
  }

  private Chunk chunk(Piece piece) {
    part++;
    long bytes = (long) (piece.rows() * bytesPerRow);
    if (key == null || piece.range().all()) {
      return new Chunk(table, null, null, null, null, piece.rows(), bytes);
    }
    return new Chunk(
        table,
        String.join(" AND ", piece.range().conditions(key.columns())),
        key.name(),
        key.order(),
        piece.range().shown(key.columns(), part),
        piece.rows(),
        bytes);
  }
}
