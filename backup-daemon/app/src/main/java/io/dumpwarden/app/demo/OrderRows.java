package io.dumpwarden.app.demo;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What was ordered and how it was paid; totals, stock and audit follow from it. */
final class OrderRows {

  static final int ORDERS = 10_000;

  private static final int GIFT_CARDS = 400;
  private static final int MOST_LINES = 4;
  private static final List<String> STATES =
      List.of("new", "paid", "shipped", "delivered", "delivered", "customer's fault", "cancelled");
  private static final List<String> OPTIONS =
      List.of("", "", "gift", "express,don't bend", "gift,express,don't bend");
  private static final List<String> METHODS = List.of("card", "invoice", "voucher");

  private final Random random;
  private final SampleText text;

  OrderRows(Random random) {
    this.random = random;
    this.text = new SampleText(random);
  }

  void write(RowWriter writer) throws SQLException {
    writer.insert(
        "orders (id, customer_id, ship_to, status, options, note, placed_at)", ORDERS, this::order);
    writer.insert("order_items (order_id, line, product_id, quantity, unit_price)", items());
    writer.insert("payments (order_id, method, amount, paid_at, receipt)", ORDERS, this::payment);
    writer.insert(
        "`gift cards` (`card's code`, `value \"now\"`, `order`, message)",
        GIFT_CARDS,
        this::giftCard);
  }

  private @Nullable Object[] order(int id) {
    int customer = 1 + random.nextInt(CustomerRows.CUSTOMERS);
    return new @Nullable Object[] {
      id,
      customer,
      id % 8 == 0 ? null : customer,
      text.pick(STATES),
      text.pick(OPTIONS),
      id % 5 == 0 ? text.remark() : null,
      SampleTimes.rising(id, ORDERS)
    };
  }

  private List<@Nullable Object[]> items() {
    List<@Nullable Object[]> items = new ArrayList<>();
    for (int order = 1; order <= ORDERS; order++) {
      int lines = 1 + random.nextInt(MOST_LINES);
      for (int line = 1; line <= lines; line++) {
        items.add(item(order, line));
      }
    }
    return items;
  }

  private @Nullable Object[] item(int order, int line) {
    return new @Nullable Object[] {
      order,
      line,
      1 + random.nextInt(ProductRows.PRODUCTS),
      1 + random.nextInt(5),
      line == 1 ? null : BigDecimal.valueOf(random.nextInt(40_000), 2)
    };
  }

  private @Nullable Object[] payment(int order) {
    return new @Nullable Object[] {
      order,
      text.pick(METHODS),
      BigDecimal.valueOf(random.nextInt(100_000), 2),
      order % 10 == 0 ? null : SampleTimes.rising(order, ORDERS).plusHours(2),
      order % 3 == 0 ? null : SampleBytes.of(random, random.nextInt(49))
    };
  }

  private @Nullable Object[] giftCard(int number) {
    return new @Nullable Object[] {
      SampleBytes.key(random, 16),
      BigDecimal.valueOf(random.nextInt(20_000), 2),
      number % 2 == 0 ? null : 1 + random.nextInt(ORDERS),
      number % 3 == 0 ? null : text.remark()
    };
  }
}
