package io.dumpwarden.metadata;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/** The tables: brings them up to this version, and refuses those of a newer one. */
final class Schema {

  private final DataSource dataSource;
  private final SqlErrors errors;

  /**
   * @param dataSource without a socket timeout: a migration may take long
   */
  Schema(DataSource dataSource, SqlErrors errors) {
    this.dataSource = dataSource;
    this.errors = errors;
  }

  void migrate() {
    checkEngine();
    migrate(flyway(MigrationVersion.LATEST));
  }

  /** For a database that has no tables yet. */
  void migrateTo(String version) {
    checkEngine();
    Flyway flyway = flyway(MigrationVersion.fromVersion(version));
    if (Stream.of(flyway.info().all())
        .noneMatch(migration -> version.equals("" + migration.getVersion()))) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "schema version %s is that of a newer dumpwarden".formatted(version),
          "use the version that made it, or a newer one",
          null);
    }
    migrate(flyway);
  }

  /** Empty where there are no tables of ours. */
  Optional<String> version() {
    checkEngine();
    try {
      return Optional.ofNullable(flyway(MigrationVersion.LATEST).info().current())
          .map(migration -> "" + migration.getVersion());
    } catch (FlywayException e) {
      throw failed(e);
    }
  }

  private Flyway flyway(MigrationVersion target) {
    return Flyway.configure(Schema.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .cleanDisabled(true)
        .target(target)
        .load();
  }

  private void migrate(Flyway flyway) {
    try {
      refuseNewer(flyway);
      flyway.migrate();
    } catch (FlywayException e) {
      throw failed(e);
    }
  }

  private void checkEngine() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT VERSION()")) {
      rows.next();
      EngineVersion.parse(rows.getString(1)).requireSupported();
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }

  private static void refuseNewer(Flyway flyway) {
    for (MigrationInfo migration : flyway.info().applied()) {
      MigrationState state = migration.getState();
      if (state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED) {
        throw new DumpwardenException(
            ErrorCode.CONFIG_INVALID,
            "the metadata store was migrated to schema version %s by a newer dumpwarden"
                .formatted(migration.getVersion()),
            "start the newer version; an older one must not write into this schema",
            null);
      }
    }
  }

  private DumpwardenException failed(FlywayException e) {
    DumpwardenException translated = errors.translate(e);
    if (translated.code() == ErrorCode.METADATA_UNAVAILABLE) {
      return translated;
    }
    return new DumpwardenException(
        ErrorCode.INTERNAL,
        "the metadata store's schema cannot be brought up to date: " + e.getMessage(),
        "give dumpwarden a database of its own, with all rights on it; nothing was repaired",
        e);
  }
}
