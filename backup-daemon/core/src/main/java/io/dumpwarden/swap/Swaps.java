package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replaces databases, or tables of them, by data that was loaded beside them. Every step is written
 * into a journal on the server itself before and after it is done, so that whatever dies in
 * between, process, connection or server, {@link #recover} brings either the old or the new data in
 * place, whole. Safe for use by many threads.
 *
 * <p>A restore calls {@link #plan}, {@link #begin}, loads tables and rows into {@link
 * Swap#staging}, then {@link Swap#replace}.
 */
public final class Swaps {

  private final ServerInspector inspector;
  private final Workplaces workplaces;

  /**
   * @param loader executes definitions, by a client program of the server
   */
  public Swaps(ServerConnector connector, ServerInspector inspector, DefinitionLoader loader) {
    this(new Workplaces(connector, loader, SwapSteps.UNHEARD), inspector);
  }

  Swaps(Workplaces workplaces, ServerInspector inspector) {
    this.workplaces = workplaces;
    this.inspector = inspector;
  }

  /**
   * What a replacement would do; changes nothing.
   *
   * @throws DumpwardenException {@code SERVER_UNREACHABLE} when the server does not answer
   */
  public SwapPlan plan(Connection connection, List<SwapUnit> units) {
    try {
      return new SwapPlanner(TargetSession.over(connection), inspector, units).plan();
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  /**
   * Makes the journal and the staging databases. The caller closes what it gets, whatever happens.
   *
   * @throws DumpwardenException {@code SWAP_OBSTACLE} where the plan has one, or another
   *     replacement of the same database is not over; {@code SERVER_UNREACHABLE}, {@code
   *     ACCESS_DENIED}, {@code SWAP_FAILED} with the server's message, nothing left behind
   */
  public Swap begin(Login login, SwapRequest request) {
    TargetSession session = workplaces.session(login, request.logged());
    SwapNames names = SwapNames.of(request.restoreId());
    Workplace work = workplaces.of(session, names, login);
    Swap swap = new Swap(workplaces, inspector, login, request, work);
    try {
      refuse(new SwapPlanner(session, inspector, request.units()).obstacles());
      requireAlone(work, login, request);
    } catch (SQLException | IOException | DumpwardenException e) {
      session.close();
      throw failed(e);
    }
    try {
      swap.begin();
      requireNobodyElse(work, login, request);
      return swap;
    } catch (SQLException | IOException | DumpwardenException e) {
      swap.close();
      throw failed(e);
    }
  }

  /**
   * Finishes or rolls back every replacement on the server whose owner is gone; those at work are
   * left alone. May be called at any time, by several processes, and again after it was killed.
   *
   * @return an outcome for each that was found; {@code UNFINISHED} where it could not be brought to
   *     an end, with the reason and what lies where
   * @throws DumpwardenException {@code SERVER_UNREACHABLE}, {@code ACCESS_DENIED}
   */
  public List<SwapOutcome> recover(Login login) {
    return new Recovery(workplaces, login).recover();
  }

  /**
   * For a restore in place: drops what the scope holds, the database itself and its grants stay.
   * Nothing brings it back.
   *
   * @throws DumpwardenException {@code RESTORE_FAILED} with the server's message
   */
  public void clear(Connection connection, SwapUnit unit) {
    try {
      new Clearing(TargetSession.over(connection), unit).clear();
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.RESTORE_FAILED,
          "%s cannot be emptied: %s".formatted(unit.database(), Conclusion.said(e)),
          e);
    }
  }

  static void refuse(List<Obstacle> obstacles) {
    if (!obstacles.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.SWAP_OBSTACLE,
          obstacles.stream().map(Obstacle::line).collect(Collectors.joining("; ")));
    }
  }

  private void requireAlone(Workplace work, Login login, SwapRequest request)
      throws SQLException, IOException {
    if (!work.session().lock(work.journal().names().lock(), Duration.ZERO)
        || work.session().hasDatabase(work.journal().names().journal())) {
      throw new DumpwardenException(
          ErrorCode.SWAP_OBSTACLE,
          "restore %s has a journal on %s already".formatted(request.restoreId(), login.address()),
          "run `dumpwarden restores recover --to SERVER` first",
          null);
    }
    requireNobodyElse(work, login, request);
  }

  /** Asked before and after our own journal is there, so that of two at least one gives way. */
  private void requireNobodyElse(Workplace work, Login login, SwapRequest request)
      throws SQLException, IOException {
    Set<String> targets =
        request.units().stream().map(SwapUnit::database).collect(Collectors.toSet());
    requireNone(work.session(), login, targets, work.journal().names());
  }

  /**
   * For whoever is about to change databases in another way: a replacement that is not over would
   * take what is loaded now for its own.
   *
   * @throws DumpwardenException {@code SWAP_OBSTACLE} where one of these is, at work or broken off;
   *     {@code SERVER_UNREACHABLE}, {@code ACCESS_DENIED}
   */
  public void requireNoneOf(Login login, Set<String> databases) {
    try (TargetSession session = workplaces.session(login, true)) {
      requireNone(session, login, databases, null);
    } catch (SQLException | IOException e) {
      throw unanswered(e);
    }
  }

  /** Whether the server still has this restore's journal, whoever holds it. */
  public boolean hasJournal(Login login, UUID restoreId) {
    try (TargetSession session = workplaces.session(login, true)) {
      return session.hasDatabase(SwapNames.of(restoreId).journal());
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  private void requireNone(
      TargetSession session, Login login, Set<String> targets, @Nullable SwapNames own)
      throws SQLException, IOException {
    for (SwapNames other : Recovery.journals(session)) {
      Journal journal = workplaces.of(session, other, login).journal();
      if (!other.equals(own) && journal.phase().isPresent()) {
        SwapRecord record = journal.record();
        Set<String> shared = new HashSet<>(record.targets());
        shared.retainAll(targets);
        if (!shared.isEmpty()) {
          throw notOver(record, shared);
        }
      }
    }
  }

  private static DumpwardenException notOver(SwapRecord record, Set<String> shared) {
    return new DumpwardenException(
        ErrorCode.SWAP_OBSTACLE,
        "restore %s (%s) of %s is not over"
            .formatted(record.restoreId(), record.note(), String.join(", ", shared)),
        "wait for its end; where its process is gone, run `dumpwarden restores recover --to SERVER`",
        null);
  }

  private static DumpwardenException failed(Exception e) {
    return e instanceof DumpwardenException known
        ? known
        : new DumpwardenException(
            ErrorCode.SWAP_FAILED,
            "the databases to load into cannot be made: " + Conclusion.said(e),
            e);
  }

  private static DumpwardenException unanswered(Exception e) {
    return new DumpwardenException(
        ErrorCode.SERVER_UNREACHABLE,
        "the server does not say what a replacement would meet: " + Conclusion.said(e),
        e);
  }
}
