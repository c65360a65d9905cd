package io.dumpwarden.app.cluster;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Daemons that share one metadata store, and servers for them to back up: all of them one MariaDB,
 * of which they dump one small database. Configured by plain SQL alone.
 */
final class Fleet implements AutoCloseable {

  private final Path home;
  private final SourceEngine metadata;
  private final SourceEngine source;
  private final String database = "fleet_" + UUID.randomUUID().toString().replace("-", "");
  private final List<ServeNode> nodes = new ArrayList<>();

  /**
   * @param home for everything that the daemons keep
   */
  Fleet(Path home, SourceEngine metadata) throws SQLException {
    this.home = home;
    this.metadata = metadata;
    this.source = Engines.shared(TestEngine.MARIADB_11_4);
    run(
        metadata,
        "CREATE DATABASE " + database,
        "CREATE USER IF NOT EXISTS fleet@'%' IDENTIFIED BY 'test-password'",
        "GRANT ALL ON " + database + ".* TO fleet@'%'");
    run(
        source,
        "CREATE DATABASE IF NOT EXISTS fleet_shop",
        "CREATE TABLE IF NOT EXISTS fleet_shop.item (id INT PRIMARY KEY, name VARCHAR(20))",
        "INSERT IGNORE INTO fleet_shop.item VALUES (1, 'broom'), (2, 'lamp')");
  }

  /**
   * @param maxRuns at a time on this node
   */
  ServeNode start(String name, int maxRuns) throws IOException {
    Path dump = source.toolFolders().get(0).resolve("mariadb-dump");
    ServeNode node =
        ServeNode.start(
            name,
            home,
            dump,
            Map.of(
                "DUMPWARDEN_METADATA_URL",
                "jdbc:mariadb://%s:%d/%s?sslMode=disable"
                    .formatted(metadata.host(), metadata.port(), database),
                "DUMPWARDEN_METADATA_USER",
                "fleet",
                "DUMPWARDEN_METADATA_PASSWORD",
                "test-password",
                "DUMPWARDEN_MASTER_KEY",
                "dGVzdC1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzLWxvbmc=",
                "DUMPWARDEN_MAX_CONCURRENT_RUNS",
                "" + maxRuns));
    nodes.add(node);
    return node;
  }

  void addServers(int count) throws SQLException {
    for (int i = 1; i <= count; i++) {
      sql(
          """
          INSERT INTO server (name, flavor, host, port, username, password, tls_mode)
          VALUES ('s%d', 'mariadb', '%s', %d, '%s', '%s', 'disabled')
          """
              .formatted(
                  i, source.host(), source.port(), source.rootUser(), source.rootPassword()));
    }
  }

  void addSharedFolder(Path folder) throws SQLException {
    sql(
        "INSERT INTO storage (name, settings) VALUES ('store', '{\"path\":\"%s\",\"shared\":\"true\"}')"
            .formatted(folder));
  }

  /** Every minute, each run tried twice, by the dump program, which a node can hold. */
  void addSchedule() throws SQLException {
    sql(
        """
        INSERT INTO schedule (name, cron, include_databases, max_attempts, retry_backoff, engine)
        VALUES ('minutely', '* * * * *', 'fleet_shop', 2, '1s', 'mysqldump')
        """,
        "INSERT INTO retention_rule (schedule, storage, keep_for)"
            + " VALUES ('minutely', 'store', '30d')");
  }

  void sql(String... statements) throws SQLException {
    List<String> all = new ArrayList<>(List.of("USE " + database));
    all.addAll(List.of(statements));
    run(metadata, all.toArray(String[]::new));
  }

  /** The rows of a query on the metadata store, columns parted by blanks. */
  List<String> rows(String query) throws SQLException {
    try (Connection connection = metadata.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("USE " + database);
      List<String> rows = new ArrayList<>();
      ResultSet result = statement.executeQuery(query);
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join(" ", row));
      }
      return rows;
    }
  }

  long count(String from) throws SQLException {
    return Long.parseLong(rows("SELECT COUNT(*) FROM " + from).get(0));
  }

  ServeNode named(String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
  }

  ServeNode other(ServeNode node) {
    return nodes.stream().filter(n -> n != node).findFirst().orElseThrow();
  }

  private static void run(SourceEngine engine, String... statements) throws SQLException {
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws Exception {
    for (ServeNode node : nodes) {
      node.close();
    }
    run(metadata, "DROP DATABASE " + database);
  }
}
