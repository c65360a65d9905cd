package io.dumpwarden.accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** That one account may act as another. */
record Proxy(Account proxied, Account holder, boolean grantable) {

  private static final String PROXIES =
      """
      SELECT Proxied_user, Proxied_host, User, Host, With_grant FROM mysql.proxies_priv
      ORDER BY User, Host, Proxied_user, Proxied_host""";

  /** All but the one for everybody that every server gives to its root. */
  static List<Proxy> read(Connection connection) throws SQLException {
    List<Proxy> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(PROXIES)) {
      while (rows.next()) {
        Proxy proxy =
            new Proxy(
                Account.of(rows.getString(1), rows.getString(2)),
                Account.of(rows.getString(3), rows.getString(4)),
                rows.getBoolean(5));
        if (!proxy.proxied().user().isEmpty() || !proxy.holder().user().equals("root")) {
          found.add(proxy);
        }
      }
    }
    return found;
  }

  String sql() {
    return "GRANT PROXY ON %s TO %s%s;"
        .formatted(proxied.sql(), holder.sql(), grantable ? " WITH GRANT OPTION" : "");
  }
}
