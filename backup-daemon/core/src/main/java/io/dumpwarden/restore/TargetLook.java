package io.dumpwarden.restore;

import io.dumpwarden.load.LoadJournal;
import io.dumpwarden.restore.DatabasePlan.Action;
import io.dumpwarden.restore.RestoreRequest.Users.Which;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ObjectKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is in a target under the names that a restore wants. */
final class TargetLook {

  private static final Set<String> OF_THE_SERVER =
      Set.of("mysql", "sys", "information_schema", "performance_schema");

  /** How the databases that we make for ourselves on servers begin. */
  private static final String OURS = "_dumpwarden_";

  private final TargetTools tools;
  private final Connection connection;
  private final RestoreRequest request;

  TargetLook(TargetTools tools, Connection connection, RestoreRequest request) {
    this.tools = tools;
    this.connection = connection;
    this.request = request;
  }

  /** Whether the server keeps all names in lower case. */
  boolean foldsNames() throws SQLException {
    return caseSetting() == 1;
  }

  /**
   * What would happen to each.
   *
   * @param names in the target by names in the source
   */
  List<DatabasePlan> at(Map<String, String> names) throws SQLException {
    List<String> present = tools.inspector().databases(connection);
    boolean ignoresCase = caseSetting() != 0;
    List<DatabasePlan> databases = new ArrayList<>();
    names.forEach(
        (from, to) -> {
          Inventory there =
              present.stream()
                  .filter(name -> ignoresCase ? name.equalsIgnoreCase(to) : name.equals(to))
                  .findFirst()
                  .map(name -> tools.inspector().inventory(connection, name))
                  .orElse(null);
          databases.add(database(from, to, there));
        });
    return databases;
  }

  private DatabasePlan database(String from, String to, @Nullable Inventory there) {
    if (request.users().which() == Which.ONLY) {
      // nothing happens to it
      return new DatabasePlan(
          from, to, there, there == null ? Action.CREATE : Action.FILL, List.of());
    }
    Action action = action(there);
    List<String> obstacles = new ArrayList<>();
    if (OF_THE_SERVER.contains(to.toLowerCase(Locale.ROOT))) {
      obstacles.add("database %s is the server's own".formatted(to));
    }
    if (to.startsWith(OURS)) {
      obstacles.add("names that begin with %s are kept for restores at work".formatted(OURS));
    }
    if (action == Action.REFUSE && there != null) {
      obstacles.add(NotEmpty.message(there, request.target().name()));
    }
    return new DatabasePlan(from, to, there, action, obstacles);
  }

  private Action action(@Nullable Inventory there) {
    if (there == null) {
      return Action.CREATE;
    }
    if (there.holdsNothing()) {
      return Action.FILL;
    }
    if (request.load().resume() && there.names(ObjectKind.TABLE).contains(LoadJournal.TABLE)) {
      return Action.RESUME;
    }
    return switch (request.existing()) {
      case REFUSE, INTO_NEW -> Action.REFUSE;
      case REPLACE -> Action.REPLACE;
      case IN_PLACE -> Action.LOAD_OVER;
    };
  }

  private int caseSetting() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@lower_case_table_names")) {
      row.next();
      return row.getInt(1);
    }
  }
}
