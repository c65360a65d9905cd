package io.dumpwarden.engines.random;

import java.util.List;

/** Geometries, of several spatial reference systems. */
record Places(Dice dice, Dialect dialect) {

  private static final List<String> TYPES =
      List.of("GEOMETRY", "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "GEOMETRYCOLLECTION");
  private static final int EARTH = 4326;

  RandomColumn any() {
    String type = dice.pick(TYPES);
    boolean bound = dialect.mysqlSince(8_000_000) && dice.oneIn(3);
    int system = dice.oneIn(3) ? EARTH : 0;
    String more = bound ? " /*!80003 SRID " + system + " */" : "";
    return RandomColumn.unkeyed(
        type + more,
        () -> {
          int of = bound ? system : dice.oneIn(4) ? EARTH : 0;
          return "ST_GeomFromText('" + shape(type) + "', " + of + ")";
        });
  }

  private String shape(String type) {
    return switch (type) {
      case "GEOMETRY" -> shape(dice.pick(TYPES.subList(1, TYPES.size())));
      case "POINT" -> "POINT(" + point() + ")";
      case "LINESTRING" -> "LINESTRING(0 0, " + point() + ", 1 2)";
      case "POLYGON" -> "POLYGON((0 0, 0 " + side() + ", 9 9, 9 0, 0 0))";
      case "MULTIPOINT" -> "MULTIPOINT(" + point() + ", " + point() + ")";
      default -> "GEOMETRYCOLLECTION(POINT(" + point() + "), LINESTRING(0 0, " + point() + "))";
    };
  }

  /** On earth, whatever the system. */
  private String point() {
    return (dice.gaussian() * 20) + " " + (dice.gaussian() * 20);
  }

  private String side() {
    return "" + (1 + dice.below(80) / 10.0);
  }
}
