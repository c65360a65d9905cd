package io.dumpwarden.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dumpwarden.config.Flavor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads mysql.user, whose columns differ by flavor and release. */
final class AccountRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ResultSet rows;
  private final Set<String> columns = new HashSet<>();
  private final Flavor flavor;

  private AccountRows(ResultSet rows, Flavor flavor) throws SQLException {
    this.rows = rows;
    this.flavor = flavor;
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      columns.add(rows.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT));
    }
  }

  /** All accounts but system ones, by name. */
  static List<AccountRow> read(Connection connection, Flavor flavor) throws SQLException {
    List<AccountRow> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM mysql.user ORDER BY User, Host")) {
      AccountRows reader = new AccountRows(rows, flavor);
      while (rows.next()) {
        AccountRow row = reader.row();
        if (!row.account().isSystem()) {
          found.add(row);
        }
      }
    }
    return found;
  }

  private AccountRow row() throws SQLException {
    boolean role = text("is_role").equals("Y");
    Account account = new Account(text("user"), role ? "" : text("host"), role);
    JsonNode attributes = attributes();
    return new AccountRow(
        account,
        plainTexts(),
        attributes.has("metadata") ? attributes.get("metadata").toString() : "",
        text("default_role"),
        attributes.has("additional_password"));
  }

  private List<String> plainTexts() throws SQLException {
    Stream<String> tls = Stream.of(text("ssl_cipher"), text("x509_issuer"), text("x509_subject"));
    Stream<String> proof =
        flavor == Flavor.MARIADB ? Stream.of(text("authentication_string")) : Stream.of();
    return Stream.concat(tls, proof).filter(t -> !t.isEmpty()).toList();
  }

  private JsonNode attributes() throws SQLException {
    String json = text("user_attributes");
    try {
      return json.isEmpty() ? JSON.createObjectNode() : JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new SQLException("an account's attributes are no JSON", e);
    }
  }

  private String text(String column) throws SQLException {
    String text = columns.contains(column) ? rows.getString(column) : null;
    return text == null ? "" : text;
  }
}
