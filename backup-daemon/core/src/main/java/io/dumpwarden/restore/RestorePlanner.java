package io.dumpwarden.restore;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.DatabasePlan.Action;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what a restore would change; reads only. Safe for use by many threads. */
public final class RestorePlanner {

  private static final Set<String> OF_THE_SERVER =
      Set.of("mysql", "sys", "information_schema", "performance_schema");

  private final TargetTools tools;

  public RestorePlanner(TargetTools tools) {
    this.tools = tools;
  }

  /**
   * Looks at the target.
   *
   * @throws DumpwardenException {@code NO_DATABASES} where nothing is chosen, {@code
   *     CONFIG_INVALID} where the wishes contradict each other or the server is of the other
   *     flavor, {@code SERVER_UNREACHABLE}, {@code ACCESS_DENIED}, …
   */
  public RestorePlan plan(RestoreSource source, RestoreRequest request) {
    try (Connection connection = tools.connector().connect(request.target().login())) {
      ServerFacts facts = tools.inspector().facts(connection, request.target().login());
      Map<String, String> names =
          new TargetNames(request, tools.clock().instant(), folds(connection)).of(source);
      List<String> present = tools.inspector().databases(connection);
      List<DatabasePlan> databases = new ArrayList<>();
      names.forEach(
          (from, to) ->
              databases.add(
                  database(
                      from,
                      to,
                      present.contains(to) ? tools.inspector().inventory(connection, to) : null,
                      request)));
      return new RestorePlan(
          request, source.describe(), databases, List.of(), warnings(facts, request), List.of());
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "server %s went away: %s".formatted(request.target().name(), e.getMessage()),
          e);
    }
  }

  private static boolean folds(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT @@lower_case_table_names")) {
      return row.next() && row.getInt(1) == 1;
    }
  }

  private static DatabasePlan database(
      String from, String to, @Nullable Inventory there, RestoreRequest request) {
    Action action = action(there, request.existing());
    List<String> obstacles = new ArrayList<>();
    if (OF_THE_SERVER.contains(to)) {
      obstacles.add("database %s is the server's own".formatted(to));
    }
    if (action == Action.REFUSE && there != null) {
      obstacles.add(NotEmpty.message(there, request.target().name()));
    }
    return new DatabasePlan(from, to, there, action, obstacles);
  }

  private static Action action(@Nullable Inventory there, Existing existing) {
    if (there == null) {
      return Action.CREATE;
    }
    if (there.holdsNothing()) {
      return Action.FILL;
    }
    return switch (existing) {
      case REFUSE, INTO_NEW -> Action.REFUSE;
      case REPLACE -> Action.REPLACE;
      case IN_PLACE -> Action.LOAD_OVER;
    };
  }

  private static List<String> warnings(ServerFacts facts, RestoreRequest request) {
    return request.load().withoutBinlog() && facts.binlog()
        ? List.of("replicas of this server will not get what is loaded: its binary log is left out")
        : List.of();
  }
}
