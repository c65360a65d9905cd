package io.dumpwarden.accounts;

import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.dump.Source;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The accounts of a test server: read as a script, loaded from one, and seen as they are. */
record ServerAccounts(Source source) {

  private static final ServerConnector CONNECTOR = new ServerConnector(Duration.ofMinutes(1));

  private static final Pattern ROLES = Pattern.compile("(?<=^GRANT )`.*(?= TO )");
  private static final Pattern COLUMNS = Pattern.compile("(?<=\\()`[^)]*(?=\\))");

  AccountScript.Result read(AccountScope scope) throws SQLException {
    try (Connection connection = connect()) {
      return read(connection, scope);
    }
  }

  AccountScript.Result read(Connection connection, AccountScope scope) {
    return new AccountScript()
        .read(connection, new ServerInspector().facts(connection, source.login()), scope);
  }

  Connection connect() {
    return CONNECTOR.connect(source.login());
  }

  /** With the stock client. */
  void load(String sql, Path folder) {
    try (RestoreClient client = new RestoreClients(source.finder()).open(source.login(), folder)) {
      try {
        client.stdin().write(sql.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The client ended early: prove says why.
      }
      client.prove();
    }
  }

  /** What the server itself says of each account, but for those that the test server came with. */
  Map<String, List<String>> seen() throws SQLException {
    Map<String, List<String>> seen = new TreeMap<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION sql_mode = ''");
      boolean mysql = source.engine().flavor().equals("mysql");
      String role = mysql ? "'N'" : "is_role";
      try (ResultSet rows =
          statement.executeQuery("SELECT User, Host, " + role + " FROM mysql.user")) {
        while (rows.next()) {
          Account account =
              new Account(rows.getString(1), rows.getString(2), rows.getString(3).equals("Y"));
          if (!account.isSystem() && !account.user().matches("root|dumpwarden")) {
            seen.put(account.sql(), seen(connection, account));
          }
        }
      }
    }
    return seen;
  }

  private static List<String> seen(Connection connection, Account account) throws SQLException {
    List<String> seen = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      if (!account.role()) {
        seen.addAll(lines(statement, "SHOW CREATE USER " + account.sql()));
      }
      seen.addAll(lines(statement, "SHOW GRANTS FOR " + account.sql()));
    }
    return seen;
  }

  private static List<String> lines(Statement statement, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String line = ROLES.matcher(rows.getString(1)).replaceAll(ServerAccounts::sorted);
        lines.add(COLUMNS.matcher(line).replaceAll(ServerAccounts::sorted));
      }
    }
    // servers show grants in the order of a hash
    lines.sort(null);
    return lines;
  }

  private static String sorted(MatchResult list) {
    String[] names = list.group().split(", ?");
    Arrays.sort(names);
    return Matcher.quoteReplacement(String.join(", ", names));
  }
}
