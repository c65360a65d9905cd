package io.dumpwarden.admin.page;

import io.dumpwarden.catalog.Series;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stored and no rule holds for.
 *
 * @param found how many series there are
 * @param next the address of the next page; null on the last
 */
public record OrphansPage(List<Line> series, int found, @Nullable String next) {

  /**
   * A series.
   *
   * @param why no rule holds for it
   * @param remedy the address where it can be given one; null where nothing can be done here
   * @param remedyText what that does
   */
  public record Line(
      Series series,
      int copies,
      long bytes,
      @Nullable Instant newest,
      String why,
      @Nullable String remedy,
      String remedyText) {}
}
