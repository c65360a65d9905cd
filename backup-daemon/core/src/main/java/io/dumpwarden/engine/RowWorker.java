package io.dumpwarden.engine;

import io.dumpwarden.chunk.Chunk;
import io.dumpwarden.chunk.ChunkQueue;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.pipeline.FramePacker;
import io.dumpwarden.pipeline.FramePackers;
import io.dumpwarden.rows.InsertStyle;
import io.dumpwarden.rows.RowRange;
import io.dumpwarden.rows.TableRows;
import io.dumpwarden.snapshot.Courtesy;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.TableShape;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Reads chunks over one connection of a snapshot until there is none left. For one thread. */
final class RowWorker {

  private final Connection connection;
  private final ChunkQueue work;
  private final FramePackers packers;
  private final ChunkFrames.Shared shared;
  private final Rows rows;

  /** How rows are read. */
  record Rows(InsertStyle style, FormerRows former, ServerFacts server, LargeRows large) {

    TableRows of(TableShape table) {
      return former
          .of(table)
          .map(history -> TableRows.withHistory(table, style, history))
          .orElseGet(() -> new TableRows(table, style));
    }
  }

  RowWorker(
      Connection connection,
      ChunkQueue work,
      FramePackers packers,
      ChunkFrames.Shared shared,
      Rows rows) {
    this.connection = connection;
    this.work = work;
    this.packers = packers;
    this.shared = shared;
    this.rows = rows;
  }

  /**
   * @throws DumpwardenException naming table and range
   */
  void run() throws IOException, InterruptedException, SQLException {
    try (FramePacker packer = packers.open()) {
      TableLocks.mark(connection);
      Courtesy courtesy = new Courtesy(rows.server());
      for (Optional<Chunk> next = next(); next.isPresent(); next = next()) {
        Chunk chunk = next.get();
        LargeRows.Turn turn = rows.large().turn(chunk.table());
        try {
          courtesy.makeWay(connection);
          read(chunk, packer);
        } catch (SQLException | IOException e) {
          throw Failures.of(words(chunk), e);
        } finally {
          turn.close();
        }
      }
    }
  }

  private Optional<Chunk> next() throws InterruptedException {
    // not later: cutting a table takes its lock
    shared.throttle().awaitRelease();
    Optional<Chunk> chunk = work.next(connection);
    chunk.ifPresent(shared.tally()::begun);
    return chunk;
  }

  private void read(Chunk chunk, FramePacker packer) throws SQLException, IOException {
    boolean history = rows.former().of(chunk.table()).isPresent();
    ChunkFrames frames = new ChunkFrames(chunk, packer, shared, history);
    RowRange range = new RowRange(chunk.condition(), chunk.key(), chunk.order());
    rows.of(chunk.table()).read(connection, range, frames);
    TableLocks.release(connection);
    frames.finish();
    shared.tally().finished(chunk);
    work.seen(chunk, frames.allRows(), frames.allBytes());
  }

  private static String words(Chunk chunk) {
    String table = "%s.%s".formatted(chunk.table().database(), chunk.table().name());
    return chunk.range() == null
        ? "reading the rows of " + table
        : "reading the rows of %s, range %s".formatted(table, chunk.range());
  }
}
