package io.dumpwarden.accounts;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.ServerFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What there is to be seen of a server's accounts, and what there is not. */
final class Survey {

  /** Access denied to a database, table, column, or for want of a privilege. */
  private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143, 1227);

  private final Connection connection;
  private final ServerFacts server;
  private final AccountReader reader;
  private final List<ReadAccount> accounts = new ArrayList<>();
  private final List<Proxy> proxies = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private Survey(Connection connection, ServerFacts server) {
    this.connection = connection;
    this.server = server;
    this.reader = new AccountReader(connection, server.flavor());
  }

  static Survey of(Connection connection, ServerFacts server) throws SQLException {
    Survey survey = new Survey(connection, server);
    if (server.grants().account().isEmpty()) {
      survey.warnings.add("all accounts missing, since the server checks no privileges");
      return survey;
    }
    for (AccountRow row : survey.rows()) {
      survey.add(row);
    }
    return survey;
  }

  List<ReadAccount> accounts() {
    return accounts;
  }

  List<Proxy> proxies() {
    return proxies;
  }

  List<String> warnings() {
    return warnings;
  }

  private List<AccountRow> rows() throws SQLException {
    try {
      List<AccountRow> rows = reader.rows();
      proxies.addAll(Proxy.read(connection));
      return rows;
    } catch (SQLException e) {
      Account own = reader.own();
      warn("all accounts but " + own.sql(), refused(e));
      return List.of(AccountRow.unknown(own));
    }
  }

  private void add(AccountRow row) throws SQLException {
    String name = row.account().sql();
    Optional<String> danger = danger(row.account());
    if (danger.isPresent()) {
      warnings.add("account %s is missing: %s".formatted(name, danger.get()));
      return;
    }
    try {
      accounts.add(reader.read(row));
    } catch (SQLException e) {
      warn("account " + name, refused(e));
    }
  }

  /**
   * MySQL 8.0.15 ends at SHOW GRANTS for one of these; later ones of 8.0 are not trusted either.
   */
  private Optional<String> danger(Account account) {
    return server.flavor() == Flavor.MYSQL
            && !server.release().atLeast(8, 1)
            && account.user().isEmpty()
        ? Optional.of("to ask for the grants of an anonymous account may end MySQL 8.0")
        : Optional.empty();
  }

  private void warn(String what, SQLException refusal) {
    String said = ServerWords.of(refusal);
    String remedy =
        DENIED.contains(refusal.getErrorCode())
            ? ": run GRANT SELECT ON mysql.* TO " + server.grants().account() + ";"
            : "";
    warnings.add("%s missing, since the server says: %s%s".formatted(what, said, remedy));
  }

  /** A connection that is gone refuses nothing. */
  static SQLException refused(SQLException failure) throws SQLException {
    String state = String.valueOf(failure.getSQLState());
    if (failure instanceof SQLNonTransientConnectionException || state.startsWith("08")) {
      throw failure;
    }
    return failure;
  }
}
