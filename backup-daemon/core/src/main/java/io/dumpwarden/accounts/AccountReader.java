package io.dumpwarden.accounts;

import io.dumpwarden.config.Flavor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks a server for one account after the other. */
final class AccountReader {

  private final Connection connection;
  private final Flavor flavor;

  AccountReader(Connection connection, Flavor flavor) {
    this.connection = connection;
    this.flavor = flavor;
  }

  /** The connection's own account. */
  Account own() throws SQLException {
    return Account.parse(lines("SELECT CURRENT_USER()").get(0));
  }

  /** All accounts that the server lists. */
  List<AccountRow> rows() throws SQLException {
    return AccountRows.read(connection, flavor);
  }

  ReadAccount read(AccountRow row) throws SQLException {
    String name = row.account().sql();
    List<GrantLine> grants = new ArrayList<>();
    for (String line : lines("SHOW GRANTS FOR " + name)) {
      // MariaDB shows with a role what the roles have that it has
      GrantLine.parse(line).filter(g -> isOf(g, row.account())).ifPresent(grants::add);
    }
    return ReadAccount.of(row, create(row), grants);
  }

  private CreateUser create(AccountRow row) throws SQLException {
    Account account = row.account();
    if (account.isPublic()) {
      return new CreateUser("", List.of());
    }
    if (account.role()) {
      return new CreateUser("CREATE ROLE IF NOT EXISTS " + account.sql() + ";", List.of());
    }
    return CreateUser.of(row, lines("SHOW CREATE USER " + account.sql()).get(0));
  }

  private static boolean isOf(GrantLine line, Account account) {
    String name = account.sql();
    return !account.role() || line.holder().equals(name) || line.holder().startsWith(name + " ");
  }

  private List<String> lines(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
    }
    return lines;
  }
}
