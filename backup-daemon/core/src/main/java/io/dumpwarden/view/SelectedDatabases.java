package io.dumpwarden.view;

import io.dumpwarden.config.Selection;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Settings;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.sql.SQLException;

/** Asks servers which of their databases a selection means. */
public final class SelectedDatabases {

  private final SecretVault vault;
  private final ServerConnector connector;

  public SelectedDatabases(SecretVault vault, ServerConnector connector) {
    this.vault = vault;
    this.connector = connector;
  }

  /** Connects; throws {@link DumpwardenException} where that fails. */
  public Selection.Selected on(Server server, Selection selection, Settings settings) {
    Login login = Login.of(server, server.backup(), vault);
    try (Connection connection = connector.connect(login)) {
      return selection.of(new ServerInspector().databases(connection), settings);
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE, "%s: %s".formatted(login.address(), e.getMessage()), e);
    }
  }
}
