package io.dumpwarden.app;

import io.dumpwarden.engines.SourceEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** An external metadata store: a database of its own on a test server. */
public record TestStore(SourceEngine server, String database) {

  public static TestStore on(SourceEngine server) throws SQLException {
    String database = "dumpwarden_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
      statement.execute("CREATE USER IF NOT EXISTS meta@'%' IDENTIFIED BY 'test-password'");
      statement.execute("GRANT ALL ON " + database + ".* TO meta@'%'");
    }
    return new TestStore(server, database);
  }

  public Map<String, String> environment() {
    return Map.of(
        "DUMPWARDEN_METADATA_URL",
        "jdbc:mariadb://%s:%d/%s?sslMode=disable".formatted(server.host(), server.port(), database),
        "DUMPWARDEN_METADATA_USER",
        "meta",
        "DUMPWARDEN_METADATA_PASSWORD",
        "test-password",
        "DUMPWARDEN_MASTER_KEY",
        "dGVzdC1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzLWxvbmc=");
  }
}
