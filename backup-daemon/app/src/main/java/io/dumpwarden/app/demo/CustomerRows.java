package io.dumpwarden.app.demo;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Who buys, and where they live. */
final class CustomerRows {

  static final int CUSTOMERS = 6_000;
  static final int ADDRESSES = 8_000;

  private static final List<String> SEGMENTS =
      List.of("private", "private", "business", "friend's", "so-called \"VIP\"", "back\\slash");
  private static final List<String> INTERESTS =
      List.of("", "books", "books,music", "garden,kid's", "24\" screens", "music,kid's");
  private static final List<String> CITIES =
      List.of("Zürich", "Łódź", "東京", "القاهرة", "São Paulo", "Saint John's", "Αθήνα", "Reykjavík");
  private static final List<String> COUNTRIES = List.of("CH", "PL", "JP", "EG", "BR", "CA", "GR");

  private final Random random;
  private final SampleText text;

  CustomerRows(Random random) {
    this.random = random;
    this.text = new SampleText(random);
  }

  void write(RowWriter writer) throws SQLException {
    writer.insert(
        "customers (id, email, name, born, newsletter, flags, segment, interests, legacy_note,"
            + " password_hash, created_at, last_seen_at)",
        CUSTOMERS,
        this::customer);
    writer.insert(
        "addresses (customer_id, kind, street, city, postcode, country, instructions)",
        ADDRESSES,
        this::address);
  }

  private @Nullable Object[] customer(int id) {
    return new @Nullable Object[] {
      id,
      "customer." + id + "@example.com",
      text.name(),
      id % 3 == 0 ? null : SampleTimes.day(random).minusYears(18 + random.nextInt(60)),
      random.nextBoolean(),
      id % 4 == 0 ? null : new byte[] {(byte) random.nextInt(16), (byte) random.nextInt(256)},
      text.pick(SEGMENTS),
      id % 5 == 0 ? null : text.pick(INTERESTS),
      id % 6 == 0 ? "Grüße; señor's \"café\" \\ £5" : null,
      SampleBytes.key(random, 32),
      SampleTimes.any(random),
      id % 7 == 0 ? null : SampleTimes.any(random)
    };
  }

  private @Nullable Object[] address(int number) {
    return new @Nullable Object[] {
      number <= CUSTOMERS ? number : 1 + random.nextInt(CUSTOMERS),
      number <= CUSTOMERS ? "billing" : "shipping",
      text.words(2) + " st. " + (1 + random.nextInt(300)),
      text.pick(CITIES),
      number % 9 == 0 ? null : String.format(Locale.ROOT, "%05d", random.nextInt(100_000)),
      text.pick(COUNTRIES),
      number % 4 == 0 ? text.remark() : null
    };
  }
}
