package io.dumpwarden.app;

import io.dumpwarden.app.DaemonConfig.ExternalStore;
import io.dumpwarden.embedded.EmbeddedMariaDb;
import io.dumpwarden.embedded.Lease;
import io.dumpwarden.embedded.MariaDbBinaries;
import io.dumpwarden.embedded.ServerOptions;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.MetadataSettings;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metadata store, external or embedded, opened and brought up to date. */
final class MetadataAccess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MetadataAccess.class);
  private static final String DATABASE = "dumpwarden";

  private final MetadataStore store;
  private final @Nullable Lease embedded;

  private MetadataAccess(MetadataStore store, @Nullable Lease embedded) {
    this.store = store;
    this.embedded = embedded;
  }

  /**
   * @throws DumpwardenException where it cannot be started, reached or brought up to date
   */
  static MetadataAccess open(DaemonConfig config, DataDirectory data) {
    MetadataAccess access = connect(config, data);
    try {
      access.store.migrate();
      return access;
    } catch (RuntimeException e) {
      access.close();
      throw e;
    }
  }

  /**
   * The same without making or changing tables.
   *
   * @throws DumpwardenException where it cannot be started
   */
  static MetadataAccess connect(DaemonConfig config, DataDirectory data) {
    return config.external().map(MetadataAccess::external).orElseGet(() -> embedded(data));
  }

  MetadataStore store() {
    return store;
  }

  /** Starts an embedded server that died while it was in use; does nothing otherwise. */
  void ensureRunning() {
    if (embedded == null) {
      return;
    }
    try {
      if (embedded.ensureRunning()) {
        LOG.warn("the embedded metadata server had ended and was started again");
      }
    } catch (IOException e) {
      LOG.warn("the embedded metadata server cannot be started again: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    store.close();
    if (embedded != null) {
      try {
        embedded.close();
      } catch (IOException | RuntimeException e) {
        LOG.warn("the embedded metadata server did not stop in order: {}", e.toString());
      }
    }
  }

  private static MetadataAccess external(ExternalStore external) {
    return new MetadataAccess(
        new MetadataStore(
            new MetadataSettings(
                external.url(),
                external.user(),
                external.password(),
                MetadataSettings.DEFAULT_POOL_SIZE)),
        null);
  }

  private static MetadataAccess embedded(DataDirectory data) {
    try {
      MariaDbBinaries binaries = MariaDbBinaries.unpackInto(data.programs());
      Lease lease =
          new EmbeddedMariaDb(binaries).acquire(data.metadata(), ServerOptions.defaults());
      createDatabase(lease);
      MetadataSettings settings =
          new MetadataSettings(
              lease.jdbcUrl(DATABASE),
              lease.user(),
              Secret.of(lease.password()),
              MetadataSettings.DEFAULT_POOL_SIZE);
      return new MetadataAccess(new MetadataStore(settings), lease);
    } catch (IOException | SQLException e) {
      throw new DumpwardenException(
          ErrorCode.EMBEDDED_STORE_FAILED,
          "the embedded metadata server cannot be started: " + e.getMessage(),
          e);
    }
  }

  private static void createDatabase(Lease lease) throws SQLException {
    try (Connection connection = lease.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE IF NOT EXISTS "
              + DATABASE
              + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }
  }

  /** Where the server is the embedded one. */
  Optional<Lease> lease() {
    return Optional.ofNullable(embedded);
  }
}
