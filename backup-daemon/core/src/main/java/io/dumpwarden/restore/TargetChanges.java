package io.dumpwarden.restore;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.restore.DatabasePlan.Action;
import io.dumpwarden.script.SqlName;
import io.dumpwarden.swap.SwapUnit;
import io.dumpwarden.swap.Swaps;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a restore that loads straight has done to its target, so that a failure can be undone as far
 * as that is possible, and said.
 */
final class TargetChanges {

  private static final Logger LOG = LoggerFactory.getLogger(TargetChanges.class);

  private final TargetTools tools;
  private final RestoreWork work;
  private final List<String> cleared = new ArrayList<>();
  private boolean loading;

  TargetChanges(TargetTools tools, RestoreWork work) {
    this.tools = tools;
    this.work = work;
  }

  /** Drops what the load is to take the place of. */
  void clear(Swaps swaps) throws SQLException {
    for (DatabasePlan database : of(Action.LOAD_OVER)) {
      try (Connection connection = connect()) {
        cleared.add(database.to());
        swaps.clear(connection, unit(database));
      }
    }
  }

  /** From now on databases of the target come into being and fill. */
  void loading() {
    loading = true;
  }

  /**
   * Drops the databases that the restore itself has made.
   *
   * @param reached what of the dump was read: {@code up to line 5}
   * @return what lies in the target now, for people
   */
  String undo(String reached) {
    List<String> said = new ArrayList<>();
    if (loading) {
      of(Action.CREATE).forEach(database -> said.add(drop(database.to())));
      of(Action.FILL)
          .forEach(
              database ->
                  said.add(
                      "database %s, which was empty, may hold what was loaded %s"
                          .formatted(database.to(), reached)));
      of(Action.RESUME)
          .forEach(
              database ->
                  said.add(
                      "database %s holds what was loaded %s: the same restore with --resume goes on with it"
                          .formatted(database.to(), reached)));
    }
    cleared.forEach(
        name ->
            said.add(
                loading
                    ? "the old data of %s is gone, and it holds what was loaded %s"
                        .formatted(name, reached)
                    : "the old data of %s is gone or dropped in part".formatted(name)));
    return said.isEmpty() ? "the target was not touched" : String.join("; ", said);
  }

  private String drop(String database) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      if (tools.inspector().databases(connection).stream().noneMatch(database::equalsIgnoreCase)) {
        return "database %s was not made".formatted(database);
      }
      statement.execute("DROP DATABASE IF EXISTS " + SqlName.quoted(database));
      return "database %s, which was new, was dropped again".formatted(database);
    } catch (SQLException | RuntimeException e) {
      LOG.info("database {} stays half loaded", database, e);
      return "database %s, which was new, is loaded in part and could not be dropped%s: %s"
          .formatted(
              database,
              // not the frames themselves: a storage may be gone
              work.source().manifest().map(Manifest::index).orElse(List.of()).isEmpty()
                  ? ""
                  : " (the same restore with --resume goes on with it)",
              e.getMessage());
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = tools.connector().connect(work.target().login());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION FOREIGN_KEY_CHECKS=0");
      if (work.request().load().withoutBinlog()) {
        statement.execute("SET SESSION SQL_LOG_BIN=0");
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private List<DatabasePlan> of(Action action) {
    return work.plan().databases().stream()
        .filter(database -> database.action() == action)
        .toList();
  }

  private SwapUnit unit(DatabasePlan database) {
    return TargetUnits.unit(
        work.request(),
        database,
        new LoadedCheck(work.source(), work.request()).held(database.from()));
  }
}
