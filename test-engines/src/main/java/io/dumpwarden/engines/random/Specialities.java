package io.dumpwarden.engines.random;

/** Types that one make alone has. */
record Specialities(Dice dice, Dialect dialect) {

  private static final int WITH_VECTORS = 9_000_000;

  /** An integer where the server has none of its own. */
  RandomColumn any() {
    if (dialect.mysqlSince(WITH_VECTORS)) {
      return vector();
    }
    return dialect.mariadb() ? ofMariaDb() : new Numbers(dice).integer();
  }

  private RandomColumn vector() {
    int size = dice.between(1, 8);
    return RandomColumn.unkeyed(
        "VECTOR(" + size + ")",
        () -> {
          StringBuilder numbers = new StringBuilder();
          for (int i = 0; i < size; i++) {
            numbers.append(i == 0 ? "" : ", ").append((float) dice.gaussian());
          }
          return "STRING_TO_VECTOR('[" + numbers + "]')";
        });
  }

  private RandomColumn ofMariaDb() {
    return switch (dice.below(4)) {
      case 0 -> RandomColumn.keyed("UUID", 16, () -> "x'" + dice.hex(16) + "'");
      case 1 -> RandomColumn.keyed("INET6", 16, () -> "x'" + dice.hex(16) + "'");
      case 2 -> RandomColumn.keyed("INET4", 4, () -> "x'" + dice.hex(4) + "'");
      default ->
          RandomColumn.unkeyed("VARCHAR(900) COMPRESSED", () -> Dice.literal(dice.text(300)));
    };
  }
}
