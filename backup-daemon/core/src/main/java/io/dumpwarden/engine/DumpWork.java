package io.dumpwarden.engine;

import io.dumpwarden.chunk.ChunkQueue;
import io.dumpwarden.definition.Definitions;
import io.dumpwarden.definition.DumpHead;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.DumpScan;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FramePackers;
import io.dumpwarden.rows.InsertStyle;
import io.dumpwarden.snapshot.Snapshot;
import io.dumpwarden.snapshot.SnapshotFacts;
import io.dumpwarden.source.TableShape;
import io.dumpwarden.source.TableShapeQuery;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One dump from its snapshot to its last line, told by one thread, with workers beside it for the
 * rows. Ended from any thread, once it is made or before.
 */
final class DumpWork {

  /** A frame is full with 32 MiB: one that has a little more would make two. */
  private static final long CHUNK_BYTES = 30L << 20;

  private final NativeEngine.Tools tools;
  private final NativePlan plan;
  private final DumpRequest request;
  private final FrameQueue queue = new FrameQueue();
  private final TableTally tally = new TableTally();
  private final DumpScan scan = new DumpScan();
  private final Throttle throttle;
  private final Workers workers = new Workers(this::fail);
  private volatile @Nullable SnapshotFacts facts;
  private volatile boolean endMarked;
  private @Nullable Runnable letGo;
  private boolean ended;

  DumpWork(NativeEngine.Tools tools, NativePlan plan) {
    this.tools = tools;
    this.plan = plan;
    this.request = plan.request();
    this.throttle = new Throttle(request.how().manners());
  }

  /** Begins, on threads of its own. */
  void start(Compression compression) {
    workers.start("dump", () -> make(compression));
  }

  FrameQueue queue() {
    return queue;
  }

  TableTally tally() {
    return tally;
  }

  DumpScan scan() {
    return scan;
  }

  Optional<SnapshotFacts> facts() {
    return Optional.ofNullable(facts);
  }

  /** Whether the last line that was written is the end marker. */
  boolean isEndMarked() {
    return endMarked;
  }

  /** Ends everything for this reason, unless another came before. */
  void fail(DumpwardenException why) {
    queue.fail(why);
    end();
  }

  /** Ends what is being read, lets go of every lock, waits for the threads. */
  void close() {
    fail(new DumpwardenException(ErrorCode.CANCELLED, "the dump was ended before its end"));
    boolean interrupted = Thread.interrupted();
    try {
      workers.join(10_000);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    Runnable open;
    synchronized (this) {
      ended = true;
      open = letGo;
    }
    workers.stop();
    if (open != null) {
      open.run();
    }
  }

  private void make(Compression compression) throws Exception {
    ServerWatch watch = new ServerWatch(tools.connector(), request);
    watch.requireCurrent();
    try (SteadySnapshots.Begun begun =
        new SteadySnapshots(tools.snapshots(), plan).take(this::hold)) {
      Snapshot taken = begun.snapshot();
      facts = taken.facts();
      if (watch.isWanted() && !plan.holdsLock()) {
        workers.start("dump-watch", () -> watch.run(throttle));
      }
      FramePackers packers = new FramePackers(compression, taken.connections().size());
      try (ScriptFrames script = new ScriptFrames(packers, queue, scan)) {
        write(begun, packers, script);
      }
    }
    watch.end();
    queue.end();
  }

  /**
   * @param ending lets go of what is open from now on
   */
  private synchronized void hold(Runnable ending) {
    if (ended) {
      throw new DumpwardenException(ErrorCode.CANCELLED, "the dump was ended before it began");
    }
    letGo = ending;
  }

  private void write(SteadySnapshots.Begun begun, FramePackers packers, ScriptFrames script)
      throws Exception {
    Snapshot taken = begun.snapshot();
    Connection first = taken.connections().get(0);
    TableLocks.mark(first);
    Definitions definitions = begun.definitions();
    definitions.head(
        new DumpHead(
            "Dumpwarden " + tools.version(),
            request.login().address(),
            request.server(),
            taken.facts().position()),
        script);
    definitions.tables(script);
    script.turnTo(FrameKind.REST);
    List<TableShape> tables = tables(first);
    TableLocks.release(first);
    tally.plan(tables);
    rows(taken, packers, tables);
    facts = taken.facts();
    requireHeld(taken);
    definitions.rest(script);
    begun.fingerprint().requireSame(definitions.fingerprint());
    requireAll();
    definitions.foot(tools.clock().instant(), script);
    endMarked = script.ended();
    script.finish();
  }

  private List<TableShape> tables(Connection connection) {
    return request.databases().stream()
        .flatMap(database -> new TableShapeQuery().of(connection, database).stream())
        .filter(plan::hasRows)
        .toList();
  }

  /** All connections read at once, the first one on a thread beside this one too. */
  private void rows(Snapshot taken, FramePackers packers, List<TableShape> tables)
      throws Exception {
    ChunkQueue work = new ChunkQueue(tables, CHUNK_BYTES);
    ChunkFrames.Shared shared = new ChunkFrames.Shared(queue, tally, throttle);
    Connection first = taken.connections().get(0);
    RowWorker.Rows how =
        new RowWorker.Rows(
            plan.options().inserts().over(InsertStyle.within(maxAllowedPacket(first))),
            FormerRows.read(first, request, tables),
            request.server());
    List<Thread> readers = new ArrayList<>();
    for (Connection connection : taken.connections()) {
      RowWorker worker = new RowWorker(connection, work, packers, shared, how);
      readers.add(workers.start("dump-" + (readers.size() + 1), worker::run));
    }
    for (Thread reader : readers) {
      reader.join();
    }
    queue.failure().ifPresent(DumpWork::rethrow);
    if (work.remainingBytes() == 0) {
      tally.noneLeft();
    }
  }

  private static void rethrow(DumpwardenException failure) {
    throw failure;
  }

  private static long maxAllowedPacket(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@max_allowed_packet")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void requireHeld(Snapshot taken) {
    if (plan.holdsLock() && !taken.isHeld()) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "the server let go of the lock that held writers off, so that tables without transactions"
              + " may have changed while they were read");
    }
  }

  private void requireAll() throws IOException {
    List<String> unfinished = tally.unfinished();
    if (!unfinished.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.DUMP_INCOMPLETE, "not all rows were read of " + String.join(", ", unfinished));
    }
  }
}
