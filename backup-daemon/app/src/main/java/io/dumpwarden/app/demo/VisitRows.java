package io.dumpwarden.app.demo;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What visitors leave behind: reviews and page views. */
final class VisitRows {

  private static final int REVIEWS = 5_000;
  private static final int PAGE_VIEWS = 9_000;

  private final Random random;
  private final SampleText text;

  VisitRows(Random random) {
    this.random = random;
    this.text = new SampleText(random);
  }

  void write(RowWriter writer) throws SQLException {
    writer.insert(
        "reviews (product_id, customer_id, stars, title, body, written_at)", REVIEWS, this::review);
    writer.insert(
        "page_views (viewed_at, customer_id, address, path, millis)", PAGE_VIEWS, this::pageView);
  }

  private @Nullable Object[] review(int number) {
    return new @Nullable Object[] {
      1 + random.nextInt(ProductRows.PRODUCTS),
      number % 6 == 0 ? null : 1 + random.nextInt(CustomerRows.CUSTOMERS),
      1 + random.nextInt(5),
      text.words(2) + " " + text.pick(List.of("🐳", "★", "!", "?")),
      text.remark() + " " + text.words(20) + "\n" + text.remark(),
      SampleTimes.any(random)
    };
  }

  private @Nullable Object[] pageView(int number) {
    return new @Nullable Object[] {
      SampleTimes.any(random),
      number % 3 == 0 ? null : 1 + random.nextInt(CustomerRows.CUSTOMERS),
      SampleBytes.key(random, number % 2 == 0 ? 4 : 16),
      "/" + text.word() + "/" + text.word() + "?q=" + text.word() + "%20'",
      random.nextDouble() * 1_000
    };
  }
}
