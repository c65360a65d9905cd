package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Settings;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The databases that the backup account sees on a server, with their sizes, at one moment. */
record SourceLook(Server server, List<SizedDatabase> databases) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Connects; throws {@link DumpwardenException} where that fails. */
  static SourceLook at(Server server, Platform platform) {
    Login login = Login.of(server, server.backup(), platform.vault());
    try (Connection connection = new ServerConnector(PATIENCE).connect(login)) {
      Map<String, Long> sizes = sizes(connection);
      return new SourceLook(
          server,
          new ServerInspector()
              .databases(connection).stream()
                  .map(name -> new SizedDatabase(name, sizes.getOrDefault(name, 0L)))
                  .toList());
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE, "%s: %s".formatted(login.address(), e.getMessage()), e);
    }
  }

  /** Every database, in the server's order. */
  List<String> names() {
    return databases.stream().map(SizedDatabase::name).toList();
  }

  /** Those that a person may choose from: none of the server's own. */
  List<SizedDatabase> ofUsers() {
    return databases.stream().filter(database -> !Selection.isSystem(database.name())).toList();
  }

  /** What the tables of these databases take. */
  long bytesOf(List<String> names) {
    return databases.stream()
        .filter(database -> names.contains(database.name()))
        .mapToLong(SizedDatabase::bytes)
        .sum();
  }

  /**
   * What a selection means here.
   *
   * @throws DumpwardenException {@code NOT_FOUND} with the names that do not exist, {@code
   *     NO_DATABASES} where nothing is left
   */
  List<String> chosenBy(Selection selection, Settings settings) {
    Selection.Selected selected = selection.of(names(), settings);
    if (!selected.unknown().isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND,
          "server %s has no database %s"
              .formatted(
                  server.name(),
                  selected.unknown().stream()
                      .map(this::unknown)
                      .collect(Collectors.joining(", "))));
    }
    if (selected.databases().isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.NO_DATABASES,
          "nothing is selected on server %s, where the backup account sees %s"
              .formatted(server.name(), Table.harmless(String.join(", ", names()))),
          "check the names and patterns, and what is excluded",
          null);
    }
    return selected.databases();
  }

  private String unknown(String name) {
    Optional<String> near = Nearest.to(name, names());
    return Table.harmless(near.map(n -> "%s (did you mean '%s'?)".formatted(name, n)).orElse(name));
  }

  private static Map<String, Long> sizes(Connection connection) throws SQLException {
    String sql =
        """
        SELECT table_schema, SUM(data_length) FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND data_length IS NOT NULL GROUP BY table_schema
        """;
    Map<String, Long> sizes = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        sizes.put(rows.getString(1), rows.getLong(2));
      }
    }
    return sizes;
  }
}
