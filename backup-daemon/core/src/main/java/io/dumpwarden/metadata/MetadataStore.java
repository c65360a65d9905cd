package io.dumpwarden.metadata;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.mariadb.jdbc.MariaDbDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata store: owns the connections. Opening one does not connect yet, so that a store that
 * is away for a moment is no reason not to start. Safe for use by many threads.
 */
public final class MetadataStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MetadataStore.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration UP_TIMEOUT = Duration.ofSeconds(2);

  /**
   * The session's own ideas of time, strictness and patience, whatever the server's are. A session
   * whose machine lost its power ends after five minutes, and with it the cluster lock it may hold.
   */
  private static final String SESSION =
      """
      SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 10, wait_timeout = 300,
        sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,NO_ENGINE_SUBSTITUTION'
      """;

  private final MetadataSettings settings;
  private final MetadataUrl url;
  private final SqlErrors errors;
  private final HikariDataSource pool;
  private final Database database;
  private final ExecutorService health;

  public MetadataStore(MetadataSettings settings) {
    this.settings = settings;
    this.url = MetadataUrl.parse(settings.jdbcUrl());
    this.errors = new SqlErrors(url.address());
    this.pool = new HikariDataSource(poolConfig());
    this.database = new Database(Jdbi.create(pool).registerArgument(new Utc()), errors);
    this.health = Executors.newSingleThreadExecutor(MetadataStore::healthThread);
  }

  /**
   * Creates or updates the tables. Two nodes may do so at once: one waits for the other.
   *
   * @throws DumpwardenException {@code METADATA_UNAVAILABLE}; {@code CONFIG_INVALID} where the
   *     server is too old or the schema newer than this version knows
   */
  public void migrate() {
    new Schema(migrationDataSource(), errors).migrate();
  }

  /**
   * The same up to an earlier version of the tables, in a database without any.
   *
   * @param version as {@link #schemaVersion} tells it
   * @throws DumpwardenException {@code CONFIG_INVALID} where this program does not know the version
   */
  public void migrateTo(String version) {
    new Schema(migrationDataSource(), errors).migrateTo(version);
  }

  /** The version of the tables; empty where there are none. */
  public Optional<String> schemaVersion() {
    return new Schema(migrationDataSource(), errors).version();
  }

  /** A connection that is not of the pool, for work that may take long, in UTC. */
  Connection ownConnection() throws SQLException {
    return migrationDataSource().getConnection();
  }

  /** The pooled connections, READ COMMITTED, in UTC: for the scheduler's job store. */
  public DataSource dataSource() {
    return pool;
  }

  /** Whether the store answers; says so within two seconds. */
  public boolean isUp() {
    try {
      Future<Boolean> answer = health.submit(this::answers);
      try {
        return answer.get(UP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        answer.cancel(true);
        LOG.debug("metadata store {} did not answer in time", url.address());
        return false;
      }
    } catch (RejectedExecutionException | ExecutionException e) {
      LOG.debug("metadata store {} does not answer", url.address(), e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The store's own clock, which leases and due times are judged by. */
  public Instant now() {
    return database.read(
        h -> h.select("SELECT UTC_TIMESTAMP(6) AS now").map((r, c) -> Utc.get(r, "now")).one());
  }

  /** Product, version and address. */
  public String describe() {
    String version =
        database.read(h -> h.createQuery("SELECT VERSION()").mapTo(String.class).one());
    return "%s at %s".formatted(EngineVersion.parse(version), url.address());
  }

  @Override
  public void close() {
    health.shutdownNow();
    pool.close();
  }

  Jdbi jdbi() {
    return database.jdbi();
  }

  SqlErrors errors() {
    return errors;
  }

  Database database() {
    return database;
  }

  private boolean answers() {
    return database.read(h -> h.select("SELECT 1").mapTo(Integer.class).one()) == 1;
  }

  private HikariConfig poolConfig() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("metadata");
    config.setJdbcUrl(
        url.forDriver(
            Map.of(
                "connectTimeout", "" + CONNECT_TIMEOUT.toMillis(),
                "socketTimeout", "" + SOCKET_TIMEOUT.toMillis(),
                "tcpKeepAlive", "true")));
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(Math.min(2, settings.poolSize()));
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(SESSION);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setValidationTimeout(UP_TIMEOUT.toMillis());
    config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
    config.setMaxLifetime(Duration.ofMinutes(20).toMillis());
    config.setInitializationFailTimeout(-1);
    return config;
  }

  private DataSource migrationDataSource() {
    try {
      MariaDbDataSource plain =
          new MariaDbDataSource(
              url.forDriver(
                  Map.of(
                      "connectTimeout",
                      "" + CONNECT_TIMEOUT.toMillis(),
                      "sessionVariables",
                      "time_zone='+00:00'")));
      plain.setUser(settings.user());
      plain.setPassword(settings.password().reveal());
      return plain;
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID, "the metadata URL is not usable: " + e.getMessage(), e);
    }
  }

  private static Thread healthThread(Runnable work) {
    Thread thread = new Thread(work, "metadata-health");
    thread.setDaemon(true);
    return thread;
  }
}
