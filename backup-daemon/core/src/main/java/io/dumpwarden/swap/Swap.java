package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerInspector;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * One replacement at work, from the load to its end. It holds a connection, whose named lock tells
 * others that it is alive. One thread does the work; {@link #keepAlive} may come from any.
 */
public final class Swap implements AutoCloseable {

  /** How long a server may take to notice that a connection of ours is gone. */
  private static final Duration LOCK_PATIENCE = Duration.ofMinutes(1);

  private final Workplaces workplaces;
  private final ServerInspector inspector;
  private final Login login;
  private final SwapRequest request;
  private final SwapNames names;
  private final SwapRecord record;
  private Workplace work;
  private boolean over;

  Swap(
      Workplaces workplaces,
      ServerInspector inspector,
      Login login,
      SwapRequest request,
      Workplace work) {
    this.workplaces = workplaces;
    this.inspector = inspector;
    this.login = login;
    this.request = request;
    this.work = work;
    this.names = work.journal().names();
    this.record = SwapRecord.of(request, names);
  }

  /** The journal first: what comes after it is found by a recovery. */
  void begin() throws SQLException, IOException {
    work.step("creating the journal", () -> work.journal().create(record));
    for (int n = 0; n < record.units().size(); n++) {
      String staging = record.units().get(n).staging();
      SwapUnit unit = request.units().get(n);
      work.step("creating staging", () -> createStaging(staging, unit));
    }
  }

  /**
   * The database to load into instead of a target: tables, sequences and rows, but no triggers,
   * views, routines or events, which come as {@link Definitions}. It exists and is empty; the dump
   * may drop it and make it anew with options of its own, which the target then takes over where
   * all of it is replaced.
   *
   * @throws IllegalArgumentException for a database that is not among the units
   */
  public String staging(String database) {
    return record.units().stream()
        .filter(unit -> unit.target().equals(database))
        .map(SwappedUnit::staging)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(database + " is not to be replaced"));
  }

  /**
   * To be called every minute or so during a long load, so that nothing between here and the server
   * takes the connection for idle. Connects again where it was lost.
   *
   * @throws DumpwardenException {@code SERVER_GONE} when it cannot, {@code INTERRUPTED} when
   *     somebody took this replacement for dead and has rolled it back
   */
  public synchronized void keepAlive() {
    if (!over && !work.session().isAlive()) {
      reconnect();
    }
  }

  /**
   * Checks what was loaded, and puts it in the place of what is there. Whatever fails until the
   * definitions are made is rolled back.
   *
   * @param definitions executed one after the other, those of events last, so that no event fires
   *     before all is there
   * @param expected what must be there in the end; databases not named are not checked
   * @return {@code NEW_IN_PLACE}; the notes say what could not be cleaned up, and which events the
   *     server did not make since their time has passed
   * @throws SwapFailedException {@code RESTORE_INCOMPLETE} where an expected object is missing,
   *     {@code SWAP_OBSTACLE} for one that came up meanwhile, {@code SWAP_FAILED} for anything
   *     else, each with the old data in place; {@code SWAP_UNFINISHED} where the rollback failed
   *     too, or the server is gone
   */
  public synchronized SwapOutcome replace(
      List<Definitions> definitions, List<Expectation> expected) {
    keepAlive();
    over = true;
    SwapRecord prepared = record;
    try {
      requireNoObstacles();
      prepared = new Preparation(work, inspector, expected).prepare(record, definitions);
      SwapRecord known = prepared;
      work.step("phase prepared", () -> work.journal().advance(Phase.PREPARED, known));
      RollForward forward = new RollForward(work, prepared);
      forward.exchange();
      forward.complete();
      return concluded(forward, prepared);
    } catch (SQLException | IOException | DumpwardenException e) {
      return failed(e, undo(e, prepared));
    }
  }

  /** Drops what was loaded unless it was put in place, and lets the connection go. */
  @Override
  public synchronized void close() {
    try {
      if (!over) {
        over = true;
        undo(
            new DumpwardenException(ErrorCode.CANCELLED, "the restore did not get so far"), record);
      }
    } finally {
      work.session().close();
    }
  }

  /** Where nobody knows the source's defaults, the target keeps its own. */
  private void createStaging(String staging, SwapUnit unit) throws SQLException {
    StringBuilder sql = new StringBuilder("CREATE DATABASE ").append(Sql.name(staging));
    if (!unit.characterSet().isEmpty()) {
      sql.append(" CHARACTER SET ").append(Sql.text(unit.characterSet()));
      if (!unit.collation().isEmpty()) {
        sql.append(" COLLATE ").append(Sql.text(unit.collation()));
      }
    } else if (work.session().hasDatabase(unit.database())) {
      sql.append(" ").append(new DatabaseOptions(work.session()).of(unit.database()));
    }
    work.session().execute(sql.toString());
  }

  private void requireNoObstacles() throws SQLException {
    SwapPlanner planner = new SwapPlanner(work.session(), inspector, request.units());
    Swaps.refuse(planner.obstacles());
  }

  private SwapOutcome concluded(RollForward forward, SwapRecord prepared) {
    SwapOutcome done = new Conclusion(work, prepared).done("restored");
    List<String> notes =
        java.util.stream.Stream.concat(forward.notes().stream(), done.notes().stream()).toList();
    return new SwapOutcome(done.restoreId(), done.databases(), done.state(), done.message(), notes);
  }

  private SwapOutcome undo(Exception reason, SwapRecord prepared) {
    try {
      if (!work.session().isAlive()) {
        reconnect();
      }
    } catch (DumpwardenException e) {
      e.addSuppressed(reason);
      return new SwapOutcome(
          record.restoreId(),
          record.targets(),
          SwapOutcome.State.UNFINISHED,
          "%s; and no connection to roll it back: %s"
              .formatted(Conclusion.said(reason), e.getMessage()),
          List.of());
    }
    return new Conclusion(work, prepared).undo(reason);
  }

  private static SwapOutcome failed(Exception reason, SwapOutcome outcome) {
    return switch (outcome.state()) {
      // what failed came after the last step that matters
      case NEW_IN_PLACE -> outcome;
      case OLD_IN_PLACE -> throw new SwapFailedException(Conclusion.code(reason), outcome, reason);
      case UNFINISHED -> throw new SwapFailedException(ErrorCode.SWAP_UNFINISHED, outcome, reason);
    };
  }

  /** Only who holds the lock may go on; who finds no journal was taken for dead. */
  private void reconnect() {
    work.session().close();
    TargetSession session = workplaces.session(login, request.logged());
    try {
      Workplace again = workplaces.of(session, names, login);
      if (!session.lock(names.lock(), LOCK_PATIENCE) || again.journal().phase().isEmpty()) {
        throw new DumpwardenException(
            ErrorCode.INTERRUPTED,
            "the connection was lost, and somebody has rolled the restore back meanwhile");
      }
      work = again;
    } catch (SQLException e) {
      session.close();
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE, "the connection was lost: " + Conclusion.said(e), e);
    } catch (DumpwardenException e) {
      session.close();
      throw e;
    }
  }
}
