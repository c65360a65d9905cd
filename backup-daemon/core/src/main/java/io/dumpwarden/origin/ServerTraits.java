package io.dumpwarden.origin;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.preflight.Survey;
import io.dumpwarden.script.ScriptTraits;
import io.dumpwarden.script.ScriptTraits.Feature;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the dump of a server would say, asked of the server before it is dumped. */
final class ServerTraits {

  private static final String COLLATIONS =
      """
      SELECT COLLATION_NAME FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? AND COLLATION_NAME IS NOT NULL
      UNION SELECT TABLE_COLLATION FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = ? AND TABLE_COLLATION IS NOT NULL
      UNION SELECT COLLATION_CONNECTION FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?
      UNION SELECT COLLATION_CONNECTION FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?
      UNION SELECT COLLATION_CONNECTION FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?
      """;

  /** Which MariaDB 10 hides of a trigger that the account has no right to. */
  private static final String DEFINERS =
      """
      SELECT DEFINER FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?
      UNION SELECT DEFINER FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?
      UNION SELECT DEFINER FROM information_schema.TRIGGERS
      WHERE TRIGGER_SCHEMA = ? AND DEFINER IS NOT NULL
      UNION SELECT DEFINER FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?
      """;

  private static final String COLUMNS =
      """
      SELECT DISTINCT LOWER(DATA_TYPE), EXTRA LIKE '%INVISIBLE%'
      FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ?
      """;
  private static final String PACKAGES =
      """
      SELECT DISTINCT ROUTINE_TYPE FROM information_schema.ROUTINES
      WHERE ROUTINE_SCHEMA = ? AND ROUTINE_TYPE LIKE 'PACKAGE%'
      """;

  private final Connection connection;
  private final Survey survey;
  private final Set<String> collations = new HashSet<>();
  private final Set<String> definers = new HashSet<>();
  private final Set<Feature> features = EnumSet.noneOf(Feature.class);

  private ServerTraits(Connection connection, Survey survey) {
    this.connection = connection;
    this.survey = survey;
  }

  static ScriptTraits of(Connection connection, Survey survey) throws SQLException {
    ServerTraits traits = new ServerTraits(connection, survey);
    for (Inventory inventory : survey.inventories()) {
      traits.look(inventory);
    }
    return traits.traits();
  }

  private void look(Inventory inventory) throws SQLException {
    String database = inventory.database();
    ask(COLLATIONS, 5, database, row -> collations.add(row.getString(1).toLowerCase(Locale.ROOT)));
    ask(DEFINERS, 4, database, row -> definers.add(quoted(row.getString(1))));
    ask(COLUMNS, 1, database, row -> column(row.getString(1), row.getBoolean(2)));
    ask(PACKAGES, 1, database, row -> features.add(Feature.PACKAGES));
    if (!inventory.sequences().isEmpty()) {
      features.add(Feature.SEQUENCES);
    }
    if (inventory.tables().stream().anyMatch(table -> table.systemVersioned())) {
      features.add(Feature.SYSTEM_VERSIONING);
    }
    if (hasExpressions()) {
      String sql =
          "SELECT 1 FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND EXPRESSION IS NOT NULL LIMIT 1";
      ask(sql, 1, database, row -> features.add(Feature.FUNCTIONAL_INDEXES));
    }
  }

  private void column(String type, boolean invisible) {
    if (invisible) {
      features.add(Feature.INVISIBLE);
    }
    if (List.of("uuid", "inet4", "inet6").contains(type)) {
      features.add(Feature.MARIADB_TYPES);
    }
    if (type.equals("vector")) {
      features.add(Feature.VECTORS);
    }
  }

  private boolean hasExpressions() {
    return survey.server().flavor() == Flavor.MYSQL
        && survey.server().release().compareTo(new Version(8, 0, 13)) >= 0;
  }

  private ScriptTraits traits() {
    return new ScriptTraits(
        "",
        survey.server().version(),
        survey.inventories().stream().map(Inventory::database).toList(),
        false,
        collations,
        definers,
        survey.server().flavor() == Flavor.MARIADB,
        // our own dumps have it in a comment
        false,
        false,
        false,
        features,
        true);
  }

  /** As the server's catalog has it: {@code user@host}, where a user may hold an at sign. */
  private static String quoted(String definer) {
    int at = definer.lastIndexOf('@');
    String user = at < 0 ? definer : definer.substring(0, at);
    String host = at < 0 ? "" : definer.substring(at + 1);
    String quotedUser = "`" + user.replace("`", "``") + "`";
    return host.isEmpty() ? quotedUser : quotedUser + "@`" + host.replace("`", "``") + "`";
  }

  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private void ask(String sql, int parameters, String database, Row each) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 1; i <= parameters; i++) {
        statement.setString(i, database);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          each.take(rows);
        }
      }
    }
  }
}
