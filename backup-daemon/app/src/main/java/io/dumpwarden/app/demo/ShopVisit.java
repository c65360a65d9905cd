package io.dumpwarden.app.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** One customer's visit; the caller commits it. */
final class ShopVisit {

  private static final String SEEN =
      "UPDATE shop.customers SET last_seen_at = CURRENT_TIMESTAMP WHERE id = ?";
  private static final String ORDER =
      "INSERT INTO shop.orders (customer_id, ship_to, note, placed_at)"
          + " VALUES (?, ?, ?, UTC_TIMESTAMP(6))";
  private static final String ITEM =
      "INSERT INTO shop.order_items (order_id, line, product_id, quantity) VALUES (?, ?, ?, ?)";
  private static final String PAYMENT =
      "INSERT INTO shop.payments (order_id, method, amount, paid_at)"
          + " SELECT id, 'card', total, UTC_TIMESTAMP(3) FROM shop.orders WHERE id = ?";
  private static final String PAID = "UPDATE shop.orders SET status = 'paid' WHERE id = ?";
  private static final int MOST_LINES = 4;

  private final Connection connection;
  private final Random random;
  private final SampleText text;

  ShopVisit(Connection connection, Random random) {
    this.connection = connection;
    this.random = random;
    this.text = new SampleText(random);
  }

  void make(boolean buying) throws SQLException {
    int customer = 1 + random.nextInt(CustomerRows.CUSTOMERS);
    update(SEEN, customer);
    if (buying) {
      buy(customer);
    }
  }

  private void buy(int customer) throws SQLException {
    long order = order(customer);
    int lines = 1 + random.nextInt(MOST_LINES);
    for (int line = 1; line <= lines; line++) {
      update(ITEM, order, line, 1 + random.nextInt(ProductRows.PRODUCTS), 1 + random.nextInt(3));
    }
    update(PAYMENT, order);
    update(PAID, order);
  }

  private long order(int customer) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(ORDER, Statement.RETURN_GENERATED_KEYS)) {
      fill(statement, customer, customer, text.remark());
      statement.executeUpdate();
      try (ResultSet key = statement.getGeneratedKeys()) {
        key.next();
        return key.getLong(1);
      }
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      statement.executeUpdate();
    }
  }

  private static void fill(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
