package io.dumpwarden.backup;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a run's server on a connection that closes with the answer, or when the run is ended from
 * outside.
 */
record Inventories(
    RunPreparation.Sources sources, ServerInspector inspector, Login login, RunControl control) {

  private static final Logger LOG = LoggerFactory.getLogger(Inventories.class);

  /** What is asked. */
  interface Question<T> {
    T ask(Connection connection);
  }

  /**
   * What the databases hold now, on one connection.
   *
   * @throws DumpwardenException {@code NOT_FOUND} where one is gone
   */
  List<Inventory> of(List<String> databases) {
    return ask(
        connection ->
            databases.stream().map(name -> inspector.inventory(connection, name)).toList());
  }

  <T> T ask(Question<T> question) {
    control.throwIfEnded();
    try (Connection connection = sources.connector().connect(login)) {
      Runnable release = control.hold(() -> abort(connection));
      try {
        return question.ask(connection);
      } finally {
        release.run();
      }
    } catch (SQLException e) {
      control.throwIfEnded();
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "%s failed while it was asked what it holds: %s"
              .formatted(login.address(), e.getMessage()),
          e);
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("the connection was gone already", e);
    }
  }
}
