package io.dumpwarden.app.demo;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the shop sells, and where it lies. */
final class ProductRows {

  static final int PRODUCTS = 1_200;
  static final int WAREHOUSES = 3;

  private static final int ROOTS = 6;
  private static final int CATEGORIES = 48;
  private static final List<String> BRANDS =
      List.of("Ørsted & Søn", "Acme", "Mc\\Quote", "佐藤工業", "Ben's \"Best\"", "Zèbre");

  private static final String ATTRIBUTES =
      """
      {"brand": "%s", "colours": ["%s", "%s"], "size": {"w": %s, "h": %s}, "vegan": %s,
       "note": "\\ud83d\\udc33 'n\\n'", "gone": null}""";

  private final Random random;
  private final SampleText text;

  ProductRows(Random random) {
    this.random = random;
    this.text = new SampleText(random);
  }

  void write(RowWriter writer) throws SQLException {
    writer.insert("categories (id, parent_id, name, position)", CATEGORIES, this::category);
    writer.insert(
        "warehouses (name, location, opens, closes, utc_offset, built, floor_space)",
        WAREHOUSES,
        this::warehouse);
    writer.insert(
        "products (id, category_id, sku, name, description, price, vat_percent, attributes,"
            + " weight_kg, thumbnail, stock, listed_on)",
        PRODUCTS,
        this::product);
    writer.insert(
        "stock_movements (moved_at, product_id, warehouse_id, change_by, reason)",
        PRODUCTS,
        this::delivery);
  }

  private @Nullable Object[] category(int id) {
    Integer parent = id <= ROOTS ? null : 1 + random.nextInt(id - 1);
    return new @Nullable Object[] {id, parent, text.words(2) + " " + id, id % 10};
  }

  private @Nullable Object[] warehouse(int number) {
    return new @Nullable Object[] {
      "Warehouse \"" + number + "\"",
      point(),
      "06:30:00",
      "22:15:00.125",
      "-0" + number + ":30:00",
      number == 1 ? null : 1990 + number,
      number == 2 ? null : 1e4 / 7 * number
    };
  }

  /** The server's own form of a point: SRID, byte order, type, x and y. */
  private byte[] point() {
    return ByteBuffer.allocate(25)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0)
        .put((byte) 1)
        .putInt(1)
        .putDouble(random.nextDouble() * 360 - 180)
        .putDouble(random.nextDouble() * 180 - 90)
        .array();
  }

  private @Nullable Object[] product(int id) {
    return new @Nullable Object[] {
      id,
      1 + random.nextInt(CATEGORIES),
      String.format(Locale.ROOT, "SKU-%08d", id * 7919),
      text.words(3),
      id % 11 == 0 ? null : text.words(40 + random.nextInt(60)) + " " + text.remark(),
      BigDecimal.valueOf(1 + random.nextInt(50_000), 2),
      id % 5 == 0 ? new BigDecimal("7.00") : new BigDecimal("19.00"),
      id % 13 == 0 ? null : attributes(),
      // to the gram: dump tools bring six digits of a FLOAT across
      id % 3 == 0 ? null : Math.round(random.nextFloat() * 30_000) / 1_000f,
      id % 4 == 0 ? null : SampleBytes.of(random, 200 + random.nextInt(1_800)),
      5_000,
      SampleTimes.day(random)
    };
  }

  private String attributes() {
    return ATTRIBUTES.formatted(
        text.pick(BRANDS).replace("\\", "\\\\").replace("\"", "\\\""),
        text.word(),
        text.word(),
        random.nextInt(200),
        BigDecimal.valueOf(random.nextInt(20_000), 2),
        random.nextBoolean());
  }

  private @Nullable Object[] delivery(int product) {
    return new @Nullable Object[] {
      SampleTimes.any(random), product, 1 + product % WAREHOUSES, 5_000, "supplier's delivery"
    };
  }
}
