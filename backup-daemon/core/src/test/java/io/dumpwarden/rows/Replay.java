package io.dumpwarden.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.source.TableShape;
import io.dumpwarden.source.TableShapeQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Rows of one database written by {@link TableRows} and run in another of the same server. */
final class Replay {

  /** As the files that hold rows begin. */
  static final String SESSION =
      """
      SET NAMES utf8mb4;
      SET TIME_ZONE='+00:00';
      SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO';
      """;

  private static final InsertStyle STYLE = InsertStyle.within(1 << 24);

  private final SourceEngine engine;

  Replay(SourceEngine engine) {
    this.engine = engine;
  }

  /** A connection as snapshots have them. */
  static Connection session(SourceEngine engine) throws SQLException {
    Connection connection = engine.connect();
    run(connection, "SET NAMES utf8mb4", "SET time_zone = '+00:00'", "SET sql_mode = ''");
    return connection;
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          throw new SQLException(e.getMessage() + ": " + sql, e);
        }
      }
    }
  }

  static List<TableShape> tables(Connection connection, String database) {
    return new TableShapeQuery().of(connection, database);
  }

  static TableShape table(Connection connection, String database, String name) {
    return tables(connection, database).stream()
        .filter(shape -> shape.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Makes the database anew with the tables of the other, without rows. */
  static void likewise(Connection connection, String from, String to) throws SQLException {
    run(
        connection,
        "DROP DATABASE IF EXISTS " + to,
        shown(connection, "DATABASE " + from).replace(from, to),
        "USE " + to);
    for (TableShape table : tables(connection, from)) {
      String name = from + "." + ColumnPlan.quoted(table.name());
      run(connection, shown(connection, "TABLE " + name));
    }
  }

  private static String shown(Connection connection, String object) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW CREATE " + object)) {
      row.next();
      return row.getString(2);
    }
  }

  /**
   * @param prepared whether rows come as prepared statements yield them
   */
  static TableRows rows(TableShape table, boolean prepared) {
    return new TableRows(
        TablePlan.asText(table, null), TablePlan.asBinary(table, null), prepared, STYLE);
  }

  /** The statements of a table, each as a client would send it. */
  static List<String> statements(Connection connection, TableRows rows)
      throws SQLException, IOException {
    List<String> statements = new ArrayList<>();
    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    rows.read(
        connection,
        RowRange.ALL,
        (sql, offset, length, count) -> {
          pieces.write(sql, offset, length);
          if (count > 0) {
            statements.add(pieces.toString(StandardCharsets.UTF_8));
            pieces.reset();
          }
        });
    return statements;
  }

  /** One statement after the other through the driver. */
  void byDriver(String from, String to, boolean prepared) throws SQLException, IOException {
    try (Connection reader = session(engine);
        Connection writer = session(engine)) {
      run(writer, "USE " + to, "SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO'");
      for (TableShape table : tables(reader, from)) {
        for (String statement : statements(reader, rows(table, prepared))) {
          assertThat(statement).startsWith("INSERT INTO ").endsWith(");\n");
          run(writer, statement);
        }
      }
    }
  }

  /** As a file through the server's own client. */
  void byClient(String from, String to, Path folder) throws Exception {
    Path file = folder.resolve("rows.sql");
    try (Connection reader = session(engine);
        OutputStream out = Files.newOutputStream(file)) {
      out.write((SESSION + "USE `" + to + "`;\n").getBytes(StandardCharsets.UTF_8));
      for (TableShape table : tables(reader, from)) {
        new TableRows(table, STYLE)
            .read(
                reader,
                RowRange.ALL,
                (sql, offset, length, rows) -> out.write(sql, offset, length));
      }
    }
    client(file, folder);
  }

  void client(Path file, Path folder) throws Exception {
    boolean mariadb = engine.flavor().equals("mariadb");
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                engine.toolFolders().get(0).resolve(mariadb ? "mariadb" : "mysql").toString(),
                "--no-defaults",
                "--host=" + engine.host(),
                "--port=" + engine.port(),
                "--user=" + engine.rootUser(),
                mariadb ? "--skip-ssl" : "--get-server-public-key",
                "--binary-mode")
            .redirectInput(file.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("MYSQL_PWD", engine.rootPassword());
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(said)).isEmpty();
    assertThat(process.exitValue()).isZero();
  }
}
