package io.dumpwarden.rows;

import io.dumpwarden.engines.SourceEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Types that not every server has. */
final class MoreKinds {

  private static final String SAMPLE = "'aZ~ é äßÄ ąœ Привет Ж Ελλά ไทย 漢字 汉字 ｶﾅ カナ 한글 ¥ € ～ −'";

  private MoreKinds() {}

  static List<Kind> of(SourceEngine engine) {
    List<Kind> kinds = new ArrayList<>(documents());
    boolean mariadb = engine.flavor().equals("mariadb");
    kinds.addAll(places(mariadb));
    if (mariadb) {
      kinds.addAll(ofMariaDb());
    } else if (!engine.version().startsWith("8")) {
      kinds.add(
          Kind.of(
              "VECTOR(3)",
              r -> "STRING_TO_VECTOR('[" + r.nextFloat() + ", -1e-30, 3e38]')",
              "STRING_TO_VECTOR('[0, 0, 0]')"));
    }
    return kinds;
  }

  /** A column for each character set that the server has. */
  static List<Kind> characterSets(Connection connection) throws SQLException {
    List<Kind> kinds = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW CHARACTER SET")) {
      while (row.next()) {
        String name = row.getString(1);
        if (!name.equals("binary")) {
          String type = "VARCHAR(300) CHARACTER SET " + name;
          boolean bytes = row.getInt(4) == 1;
          String all = bytes ? "_" + name + " " + bytes(name.equals("ascii") ? 128 : 256) : SAMPLE;
          Function<Random, String> random = r -> Kind.text(r, 100);
          kinds.add(Kind.of(type, random, "''", SAMPLE, all, "'\\''", "'\\\\'", "'a'"));
        }
      }
    }
    return kinds;
  }

  /** All that there are, up to this one. */
  private static String bytes(int end) {
    StringBuilder hex = new StringBuilder("x'");
    for (int i = 0; i < end; i++) {
      hex.append(String.format("%02x", i));
    }
    return hex.append('\'').toString();
  }

  private static List<Kind> documents() {
    return List.of(
        Kind.of(
            "JSON",
            r -> "'[" + r.nextLong() + ", " + r.nextDouble() + "]'",
            "'null'",
            "'{\"it\\'s\": \"a \\\\\"quote\\\\\" \\\\\\\\ \\\\n \\\\u0000 🐳\", \"\": [1e300, 0.1]}'",
            "'[18446744073709551615, -9223372036854775808, 1.7976931348623157e308, -0.0, 1.0]'",
            "'\"\"'"));
  }

  private static List<Kind> places(boolean mariadb) {
    List<Kind> places =
        new ArrayList<>(
            List.of(
                Kind.of(
                    "GEOMETRY",
                    r -> point(r, ""),
                    point(new Random(1), ", 4326"),
                    "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(0 0, 1 1))')",
                    "ST_GeomFromText('GEOMETRYCOLLECTION EMPTY')",
                    "ST_GeomFromText('POLYGON((0 0, 9 0, 9 9, 0 9, 0 0))', 4326)"),
                Kind.of("POINT", r -> point(r, ""), "ST_GeomFromText('POINT(-0.1 1e300)')"),
                Kind.of(
                    "MULTIPOLYGON",
                    r -> "ST_GeomFromText('MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0)))')"),
                Kind.of(
                    "GEOMETRYCOLLECTION",
                    r -> "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1))')")));
    if (!mariadb) {
      places.add(Kind.of("POINT SRID 4326", r -> point(r, ", 4326")));
    }
    return places;
  }

  private static String point(Random random, String srid) {
    double x = random.nextDouble() * 80;
    return "ST_GeomFromText('POINT(" + x + " " + -random.nextDouble() + ")'" + srid + ")";
  }

  private static List<Kind> ofMariaDb() {
    return List.of(
        Kind.of("INET4", r -> "'10.0.0." + r.nextInt(256) + "'", "'0.0.0.0'", "'255.255.255.255'"),
        Kind.of("INET6", r -> "'2001:db8::" + r.nextInt(9999) + "'", "'::'", "'::ffff:192.0.2.1'"),
        // MySQL 8.0 makes them, but shows them in a way that it does not take back.
        Kind.of("ENUM('x','y') CHARACTER SET binary", r -> "" + r.nextInt(3), "0", "'y'"),
        Kind.of("UUID", r -> "UUID()", "'00000000-0000-0000-0000-000000000000'"),
        Kind.of("VARCHAR(2000) COMPRESSED", r -> Kind.text(r, 500), "''", "REPEAT('it''s ', 300)"));
  }
}
