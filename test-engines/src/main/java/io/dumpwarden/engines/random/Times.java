package io.dumpwarden.engines.random;

import java.util.List;

/** Dates and times, the zero, fractional and impossible ones too. */
record Times(Dice dice) {

  private static final List<String> DATES =
      List.of("0000-00-00", "1000-01-01", "9999-12-31", "2024-00-00", "2024-02-00", "2024-02-29");
  private static final List<String> MOMENTS =
      List.of("0000-00-00 00:00:00", "1970-01-01 00:00:01", "2038-01-19 03:14:07");

  RandomColumn any() {
    int digits = dice.oneIn(2) ? 0 : dice.between(1, 6);
    String precision = digits == 0 ? "" : "(" + digits + ")";
    return switch (dice.below(5)) {
      case 0 -> RandomColumn.keyed("DATE", 3, () -> "'" + date() + "'");
      case 1 ->
          RandomColumn.keyed("DATETIME" + precision, 8, () -> "'" + date() + " " + clock(24) + "'");
      case 2 -> RandomColumn.keyed("TIMESTAMP" + precision, 7, this::moment);
      case 3 -> RandomColumn.keyed("TIME" + precision, 6, () -> "'" + sign() + clock(839) + "'");
      default ->
          RandomColumn.keyed("YEAR", 1, () -> dice.oneIn(5) ? "0" : "" + dice.between(1901, 2155));
    };
  }

  private String date() {
    return dice.oneIn(3)
        ? dice.pick(DATES)
        : "%04d-%02d-%02d"
            .formatted(dice.between(1000, 9999), dice.between(1, 12), dice.between(1, 28));
  }

  private String clock(int hours) {
    return dice.oneIn(6)
        ? "00:00:00"
        : "%02d:%02d:%02d.%06d"
            .formatted(
                dice.below(hours - 1), dice.below(60), dice.below(60), dice.below(1_000_000));
  }

  private String moment() {
    return dice.oneIn(5)
        ? "'" + dice.pick(MOMENTS) + "'"
        : "'%04d-%02d-%02d %s'"
            .formatted(
                dice.between(1971, 2037), dice.between(1, 12), dice.between(1, 28), clock(24));
  }

  private String sign() {
    return dice.oneIn(3) ? "-" : "";
  }
}
