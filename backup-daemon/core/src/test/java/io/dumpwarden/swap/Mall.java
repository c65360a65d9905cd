package io.dumpwarden.swap;

import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Two databases that refer to each other, in an old and a new version that differ in everything: on
 * a server, swapped there, and told apart by what the server's own dump tool says of them.
 */
final class Mall {

  static final List<String> DATABASES = List.of("shop", "ware");

  private static final int NO_SUCH_THREAD = 1094;
  private static final ServerConnector CONNECTOR = new ServerConnector(Duration.ofMinutes(2));

  final Source source;
  private final Path folder;

  Mall(Source source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  /** Neither the databases nor anything of a swap. */
  void raze() throws SQLException {
    try (Connection connection = connect()) {
      run(connection, List.of("SET foreign_key_checks = 0"));
      for (String database : databases(connection)) {
        if (DATABASES.contains(database) || database.startsWith("_dumpwarden_")) {
          run(connection, List.of("DROP DATABASE `" + database + "`"));
        }
      }
    }
  }

  void buildOld() throws Exception {
    raze();
    try (Connection connection = connect()) {
      run(connection, MallSql.OLD_DATABASES);
      run(connection, MallSql.oldTables("shop", "ware"));
    }
    load(MallSql.OLD_DEFINITIONS);
  }

  /** As a restore into an empty server would. */
  void buildNew() throws Exception {
    raze();
    try (Connection connection = connect()) {
      run(connection, MallSql.NEW_DATABASES);
      run(connection, MallSql.newTables("shop", "ware", isMariaDb()));
    }
    load(MallSql.NEW_DEFINITIONS);
    load(MallSql.NEW_EVENTS);
  }

  void loadNewTables(Swap swap) throws SQLException {
    try (Connection connection = connect()) {
      run(connection, MallSql.newTables(swap.staging("shop"), swap.staging("ware"), isMariaDb()));
    }
  }

  boolean isMariaDb() {
    return source.engine().flavor().equals("mariadb");
  }

  /** Everything in the two databases, as the dump tool writes it. */
  Map<String, String> contents() throws Exception {
    Map<String, String> contents = new TreeMap<>();
    for (String database : DATABASES) {
      contents.put(database, exists(database) ? dump(database) : "none");
    }
    return contents;
  }

  String dump(String database) throws Exception {
    try (OpenDump dump = source.dumper().open(source.request(database, folder))) {
      String text = new String(dump.stream().readAllBytes(), StandardCharsets.ISO_8859_1);
      dump.prove();
      // dates, and how far the server's own log has come
      return text.lines()
          .filter(line -> !line.startsWith("--") && !line.contains("GTID_PURGED"))
          .collect(Collectors.joining("\n"));
    }
  }

  Swaps swaps(SwapSteps steps) {
    return new Swaps(new Workplaces(CONNECTOR, this::load, steps), new ServerInspector());
  }

  /** That gives up after a second on tables which others lock. */
  Swaps impatient() {
    return new Swaps(
        new Workplaces(CONNECTOR, this::load, SwapSteps.UNHEARD, Duration.ofSeconds(1)),
        new ServerInspector());
  }

  Swaps swaps() {
    return swaps(SwapSteps.UNHEARD);
  }

  /** Both databases, whole. */
  List<SwapUnit> units() {
    return List.of(
        SwapUnit.whole("shop", "utf8mb4", "utf8mb4_unicode_ci"),
        SwapUnit.whole("ware", "latin1", "latin1_german1_ci"));
  }

  SwapRequest request() {
    return new SwapRequest(UUID.randomUUID(), units(), "a test", true);
  }

  List<Definitions> definitions() {
    return List.of(text(MallSql.NEW_DEFINITIONS), text(MallSql.NEW_EVENTS));
  }

  static Definitions text(String sql) {
    return () -> new ByteArrayInputStream(sql.getBytes(StandardCharsets.UTF_8));
  }

  /** What a swap has left on the server. */
  List<String> leftovers() throws SQLException {
    try (Connection connection = connect()) {
      return databases(connection).stream().filter(d -> d.startsWith("_dumpwarden_")).toList();
    }
  }

  /** Ends the connection that holds the swap's lock, as the end of its process would. */
  void sever(UUID restoreId) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      String lock = SwapNames.of(restoreId).lock();
      String holder = first(statement, "SELECT IS_USED_LOCK('%s')".formatted(lock));
      if (holder != null) {
        kill(statement, holder);
        while (first(statement, "SELECT IS_USED_LOCK('%s')".formatted(lock)) != null) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** Nobody else keeps such a connection: it may end by itself at any moment. */
  private static void kill(Statement statement, String connection) throws SQLException {
    try {
      statement.execute("KILL " + connection);
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_THREAD) {
        throw e;
      }
    }
  }

  Connection connect() {
    return CONNECTOR.connect(source.login());
  }

  void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          throw new SQLException(sql + ": " + e.getMessage(), e);
        }
      }
    }
  }

  void load(String sql) throws IOException {
    load(source.login(), text(sql).open());
  }

  private void load(Login login, InputStream sql) throws IOException {
    RestoreClients clients = new RestoreClients(source.finder());
    try (RestoreClient client = clients.open(login, folder)) {
      try {
        sql.transferTo(client.stdin());
      } catch (IOException e) {
        // the client's own words are the better ones
        client.prove();
        throw e;
      }
      client.prove();
    } catch (DumpwardenException e) {
      throw e;
    }
  }

  private boolean exists(String database) throws SQLException {
    try (Connection connection = connect()) {
      return databases(connection).contains(database);
    }
  }

  private static List<String> databases(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW DATABASES")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static String first(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
