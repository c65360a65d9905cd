package io.dumpwarden.admin.page;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.MetadataSettings;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A real metadata store for all tests of pages; the server is started once and ends with the JVM.
 */
final class PageStore {

  private static final String NAME = "pages";

  private static @org.jspecify.annotations.Nullable MetadataStore shared;

  private PageStore() {}

  static synchronized MetadataStore shared() {
    MetadataStore store = shared;
    if (store == null) {
      store = open();
      shared = store;
    }
    return store;
  }

  private static MetadataStore open() {
    Engines.require(TestEngine.MARIADB_11_4);
    try {
      SourceEngine server = TestEngine.MARIADB_11_4.start("--default-time-zone=+09:30");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server)));
      create(server);
      String url = "jdbc:mariadb://%s:%d/%s".formatted(server.host(), server.port(), NAME);
      MetadataStore store =
          new MetadataStore(
              new MetadataSettings(
                  url, NAME, Secret.of("test-password"), MetadataSettings.DEFAULT_POOL_SIZE));
      store.migrate();
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void create(SourceEngine server) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + NAME);
      statement.execute("CREATE USER '%s'@'%%' IDENTIFIED BY 'test-password'".formatted(NAME));
      statement.execute("GRANT ALL ON %s.* TO '%s'@'%%'".formatted(NAME, NAME));
    }
  }

  private static void end(SourceEngine server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
