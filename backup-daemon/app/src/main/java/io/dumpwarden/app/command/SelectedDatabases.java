package io.dumpwarden.app.command;

import io.dumpwarden.config.DatabaseSelector;
import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Asks servers which of their databases a selector means. */
final class SelectedDatabases {

  /**
   * What a selector means on one server.
   *
   * @param databases those that would be dumped
   * @param unmatched names written out in full that the server does not have
   */
  record Selection(List<String> databases, List<String> unmatched) {}

  private final SecretVault vault;
  private final ServerConnector connector;

  SelectedDatabases(SecretVault vault, ServerConnector connector) {
    this.vault = vault;
    this.connector = connector;
  }

  /** Connects; throws {@link DumpwardenException} where that fails. */
  Selection on(Server server, DatabaseSelector selector) {
    Login login =
        new Login(
            server.flavor(),
            server.host(),
            server.port(),
            server.backup().user(),
            vault.reveal(server.backup().password()),
            server.tls());
    try (Connection connection = connector.connect(login)) {
      List<String> present = new ServerInspector().databases(connection);
      return new Selection(selector.select(present), selector.unmatched(present));
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE, "%s: %s".formatted(login.address(), e.getMessage()), e);
    }
  }
}
