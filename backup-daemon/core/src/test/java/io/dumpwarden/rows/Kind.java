package io.dumpwarden.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A type of column.
 *
 * @param edges values that are easily got wrong, as SQL
 * @param random makes any value, as SQL
 */
record Kind(String type, List<String> edges, Function<Random, String> random) {

  private static final String WORDS =
      "aZ09 '\"\\%_`;,()-#/*\0\b\t\n\r\u001a\u007f\u0080äßé€Жя漢字ｶ\uFEFF\uFFFD";

  static Kind of(String type, Function<Random, String> random, String... edges) {
    return new Kind(type, Arrays.asList(edges), random);
  }

  /** One of its edges in turn, or any other value. */
  String value(int row, Random random) {
    return row < edges.size() ? edges.get(row) : this.random.apply(random);
  }

  static List<Kind> numbers() {
    return List.of(
        of("TINYINT", r -> "" + (byte) r.nextInt(), "-128", "127", "0"),
        of("TINYINT(3) UNSIGNED ZEROFILL", r -> "" + r.nextInt(256), "255", "0"),
        of("SMALLINT UNSIGNED", r -> "" + r.nextInt(65536), "65535", "0"),
        of("MEDIUMINT", r -> "" + (r.nextInt() >> 8), "-8388608", "8388607"),
        of("INT(9) ZEROFILL", r -> "" + r.nextInt(1 << 20), "0", "4294967295"),
        of("BIGINT", r -> "" + r.nextLong(), "-9223372036854775808", "9223372036854775807"),
        of("BIGINT UNSIGNED", r -> Long.toUnsignedString(r.nextLong()), "18446744073709551615"),
        of("DECIMAL(65,0)", Kind::digits, "9".repeat(65), "-" + "9".repeat(65), "0"),
        of(
            "DECIMAL(40,30)",
            r -> r.nextInt() + "." + digits(r),
            "-0.0",
            "0." + "0".repeat(29) + "1"),
        of("BIT(1)", r -> "b'" + r.nextInt(2) + "'", "0", "1"),
        of("BIT(11)", r -> "" + r.nextInt(2048), "39", "92", "0", "2047"),
        of("BIT(64)", r -> bytes(r, 8), "0", "x'275C000A0D1A2260'", "18446744073709551615"),
        of("YEAR", r -> "" + (1901 + r.nextInt(255)), "0", "1901", "2155"));
  }

  static List<Kind> reals() {
    return List.of(
        of(
            "FLOAT",
            Kind::anyFloat,
            "'-0'",
            "0",
            "0.1",
            "3.4028234663852886e38",
            "1e-45",
            "16777216"),
        of("FLOAT(7,4)", r -> "" + r.nextFloat() * 999, "'-0'", "999.9999", "0.0001", "-0.1"),
        of(
            "DOUBLE",
            Kind::anyDouble,
            "'-0'",
            "0",
            "1.7976931348623157e308",
            "4.9e-324",
            "0.1",
            "1e15"),
        of("DOUBLE(20,5)", r -> "" + r.nextDouble() * 1e9, "'-0'", "123456789012.12345", "-1e-5"));
  }

  static List<Kind> times() {
    return List.of(
        of("DATE", Kind::date, "'0000-00-00'", "'1000-01-01'", "'9999-12-31'", "'2024-00-00'"),
        of("DATETIME", r -> at(r, ""), "'0000-00-00 00:00:00'", "'2024-02-00 01:02:03'"),
        of("DATETIME(6)", r -> at(r, "." + micros(r)), "'9999-12-31 23:59:59.999999'", "0"),
        of("DATETIME(1)", r -> at(r, ".5"), "'0000-00-00 00:00:00.0'"),
        of("TIMESTAMP(6) NULL", r -> at(r, "." + micros(r)), "0", "'1970-01-01 00:00:01.000001'"),
        of("TIMESTAMP NULL", r -> at(r, ""), "'2026-03-29 01:30:00'", "'2038-01-19 03:14:07'"),
        of("TIME", r -> "'" + (r.nextInt(1600) - 800) + ":01:59'", "'-838:59:59'", "'-00:00:01'"),
        of(
            "TIME(6)",
            r -> "'-1:2:3." + micros(r) + "'",
            "'838:59:58.999999'",
            "'-00:00:00.000001'"));
  }

  static List<Kind> bytes() {
    return List.of(
        of("BINARY(5)", r -> bytes(r, 5), "''", "x'00'", "x'2700000000'"),
        of("VARBINARY(900)", r -> bytes(r, r.nextInt(300)), "''", "x'00'", "x'C328'", "'\\\\'"),
        of("TINYBLOB", r -> bytes(r, r.nextInt(255)), "''", "REPEAT('\\'', 255)"),
        of("LONGBLOB", r -> bytes(r, r.nextInt(2000)), "''", "REPEAT(x'0027', 40000)"));
  }

  static List<Kind> texts() {
    return List.of(
        of("CHAR(9)", r -> text(r, 9), "''", "'a  '", "'\\0'"),
        of("VARCHAR(300)", r -> text(r, 300), "''", "' a '", "'NULL'", "'\\\\'", "'\\\\N'"),
        of("VARCHAR(90) CHARACTER SET utf8", r -> "'ä漢'", "''", "'\\r\\n'", "'€'"),
        of("TEXT", r -> text(r, 500), "''", "REPEAT('\\'', 9000)", "REPEAT('漢', 9000)"),
        of("LONGTEXT", r -> text(r, 3000), "'\\n'", "'0x27'", "REPEAT('1234567\\\\', 20000)"),
        of("ENUM('it''s','a,b','ä','漢','\\\\')", r -> "" + r.nextInt(6), "0", "'a,b'", "'漢'"),
        of("ENUM('b','','a')", r -> "" + r.nextInt(4), "0", "''", "'a'"),
        of("ENUM('ä','ß') CHARACTER SET ucs2", r -> "" + r.nextInt(3), "0", "'ß'"),
        of("ENUM('ä','ß') CHARACTER SET latin1", r -> "" + r.nextInt(3), "0", "'ß'"),
        of("SET('it''s','b;','漢')", r -> "" + r.nextInt(8), "0", "'it\\'s,漢'", "7"),
        of("SET('','b')", r -> "" + r.nextInt(4), "0", "''", "'b'", "3"));
  }

  static String bytes(Random random, int length) {
    StringBuilder hex = new StringBuilder("x'");
    for (int i = 0; i < length; i++) {
      hex.append(String.format("%02x", random.nextInt(256)));
    }
    return hex.append('\'').toString();
  }

  private static String digits(Random random) {
    return "" + Math.abs((long) random.nextInt()) + Math.abs((long) random.nextInt());
  }

  private static String anyFloat(Random random) {
    float any = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(any) ? "" + (double) any : "0.1";
  }

  private static String anyDouble(Random random) {
    double any = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(any) ? "" + any : "0.1";
  }

  private static String micros(Random random) {
    return String.format("%06d", random.nextInt(1_000_000));
  }

  private static String date(Random random) {
    return String.format("'%04d-%02d-28'", 1 + random.nextInt(9999), 1 + random.nextInt(12));
  }

  private static String at(Random random, String fraction) {
    int year = 1971 + random.nextInt(60);
    return String.format("'%d-%02d-01 %02d:30:59%s'", year, 7, random.nextInt(24), fraction);
  }

  /** Of so many characters at most, with everything that needs care. */
  static String text(Random random, int most) {
    int[] words = WORDS.codePoints().toArray();
    List<String> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      text.appendCodePoint(random.nextInt(20) == 0 ? 0x1F433 : words[random.nextInt(words.length)]);
    }
    parts.add(text.toString().replace("\\", "\\\\").replace("'", "''").replace("\0", "\\0"));
    return "'" + parts.get(0) + "'";
  }
}
