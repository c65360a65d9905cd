package io.dumpwarden.accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which accounts there are on a server. */
public final class KnownAccounts {

  private KnownAccounts() {}

  /**
   * Those that are not there.
   *
   * @param names as statements have them: {@code `user`@`host`}, or {@code `role`}
   * @return empty where the account may not read the list
   * @throws SQLException when the server stops answering
   */
  public static Optional<List<String>> missing(Connection connection, Collection<String> names)
      throws SQLException {
    Set<Account> there = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT User, Host FROM mysql.user")) {
      while (rows.next()) {
        there.add(Account.of(rows.getString(1), rows.getString(2)));
      }
    } catch (SQLException e) {
      Survey.refused(e);
      return Optional.empty();
    }
    return Optional.of(
        names.stream()
            .filter(
                name ->
                    Account.ofSql(name)
                        .filter(a -> !there.contains(Account.of(a.user(), a.host())))
                        .isPresent())
            .toList());
  }
}
