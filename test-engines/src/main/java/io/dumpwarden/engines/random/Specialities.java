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
      case 0 -> RandomColumn.keyed("UUID", 16, this::uuid);
      case 1 -> RandomColumn.keyed("INET6", 16, () -> "x'" + dice.hex(16) + "'");
      case 2 -> RandomColumn.keyed("INET4", 4, () -> "x'" + dice.hex(4) + "'");
      default ->
          RandomColumn.unkeyed("VARCHAR(900) COMPRESSED", () -> Dice.literal(dice.text(300)));
    };
  }

  /** Of a version and variant that there are: others can be stored as bytes, but not as text. */
  private String uuid() {
    String digits = dice.hex(16);
    return "'%s-%s-%d%s-%s%s-%s'"
        .formatted(
            digits.substring(0, 8),
            digits.substring(8, 12),
            dice.between(1, 8),
            digits.substring(13, 16),
            "89ab".charAt(dice.below(4)),
            digits.substring(17, 20),
            digits.substring(20));
  }
}
