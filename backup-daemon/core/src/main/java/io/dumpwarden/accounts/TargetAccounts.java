package io.dumpwarden.accounts;

import io.dumpwarden.config.Flavor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The accounts of a server that gets some more. Its session's SQL mode is set, and set back. */
final class TargetAccounts implements AutoCloseable {

  /** Also said of an account that is there. */
  private static final int CANNOT_USER = 1396;

  private final Connection connection;
  private final String own;
  private final String modeBefore;

  private TargetAccounts(Connection connection, String own, String modeBefore) {
    this.connection = connection;
    this.own = own;
    this.modeBefore = modeBefore;
  }

  static TargetAccounts on(Connection connection, Flavor flavor) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CURRENT_USER(), @@SESSION.sql_mode")) {
      row.next();
      TargetAccounts accounts =
          new TargetAccounts(connection, Account.parse(row.getString(1)).sql(), row.getString(2));
      accounts.mode(ScriptText.sqlMode(flavor));
      return accounts;
    }
  }

  /** Whether the connection is the account's. */
  boolean isOwn(String name) {
    return own.equals(name);
  }

  /** Whether it is there; empty where that is not to be seen. */
  Optional<Boolean> has(String name) throws SQLException {
    Optional<Account> account = Account.ofSql(name);
    if (account.isEmpty()) {
      return Optional.empty();
    }
    String sql = "SELECT 1 FROM mysql.user WHERE User = ? AND Host = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, account.get().user());
      statement.setString(2, account.get().host());
      try (ResultSet row = statement.executeQuery()) {
        return Optional.of(row.next());
      }
    } catch (SQLException e) {
      Survey.refused(e);
      return Optional.empty();
    }
  }

  /** Whether a refusal to make an account is that it is there. */
  static boolean saysItIsThere(SQLException refusal) {
    return refusal.getErrorCode() == CANNOT_USER;
  }

  /**
   * @return why the server refuses it; empty where it does not
   * @throws SQLException when the server stops answering
   */
  Optional<SQLException> execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(Survey.refused(e));
    }
  }

  @Override
  public void close() throws SQLException {
    mode(modeBefore);
  }

  private void mode(String mode) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION sql_mode = '%s'".formatted(mode));
    }
  }
}
