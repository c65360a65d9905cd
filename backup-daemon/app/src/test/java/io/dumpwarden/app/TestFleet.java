package io.dumpwarden.app;

import io.dumpwarden.app.architecture.House;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A large fleet and its history, by the statements of {@code deploy/bench/fleet}. */
final class TestFleet {

  private TestFleet() {}

  /**
   * Fills a store that has been migrated and is empty.
   *
   * @param connection to the store's database, as {@code root} or its owner
   */
  static void fill(Connection connection, int servers, int days) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET time_zone = '+00:00'");
      statement.execute("SET @servers = %d, @days = %d".formatted(servers, days));
      for (String sql : statements()) {
        statement.execute(sql);
      }
      statement.execute(
          "ANALYZE TABLE run, backup, backup_database, copy, backup_series, run_series,"
              + " series_database, audit_log");
    }
  }

  private static List<String> statements() throws IOException {
    Path fleet = House.CHECKOUT.resolve("deploy/bench/fleet.sql");
    List<String> all = new ArrayList<>(split(Files.readString(fleet)));
    try (InputStream file =
        TestFleet.class.getResourceAsStream("/db/migration/V7__statistics.sql")) {
      split(new String(file.readAllBytes(), StandardCharsets.UTF_8)).stream()
          .filter(sql -> sql.startsWith("DELETE FROM") || sql.startsWith("INSERT INTO"))
          .forEach(all::add);
    }
    return all;
  }

  /** Without the comments, which stand on lines of their own. */
  private static List<String> split(String text) {
    return Arrays.stream(text.replaceAll("(?m)^--.*\\R", "").split(";\\s*\\R"))
        .map(String::strip)
        .filter(sql -> !sql.isEmpty())
        .toList();
  }
}
