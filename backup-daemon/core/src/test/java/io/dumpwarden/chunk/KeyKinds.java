package io.dumpwarden.chunk;

import io.dumpwarden.testing.Draw;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Types of key columns with the values that rows of one table may have in them. */
final class KeyKinds {

  private static final List<String> COLLATIONS =
      List.of(
          "utf8mb4_general_ci",
          "utf8mb4_unicode_ci",
          "utf8mb4_bin",
          "utf8mb4_czech_ci",
          "utf8mb4_spanish2_ci",
          "utf8_general_ci",
          "latin1_swedish_ci",
          "latin1_bin",
          "latin1_general_cs",
          "latin1_german2_ci",
          "ascii_general_ci",
          "ucs2_general_ci",
          "ucs2_bin",
          "utf16_unicode_ci",
          "utf16le_general_ci",
          "utf32_bin",
          "cp1251_general_ci",
          "gbk_chinese_ci",
          "sjis_japanese_ci",
          "tis620_thai_ci",
          "koi8r_bin");
  private static final List<String> OF_MARIADB =
      List.of("utf8mb4_nopad_bin", "utf8mb4_uca1400_ai_ci", "latin1_swedish_nopad_ci");
  private static final List<String> OF_MYSQL =
      List.of("utf8mb4_0900_ai_ci", "utf8mb4_0900_as_cs", "utf8mb4_ja_0900_as_cs");
  private static final List<String> WORDS =
      List.of("a", "B", "ch", "C", "z", "Z", "ä", "ß", "ß", " ", "  ", "_", "-", "7", "10", "é");

  /**
   * @param type with collation, as in CREATE TABLE
   * @param value draws SQL for a value
   */
  record Kind(String type, Function<Draw, String> value) {}

  private KeyKinds() {}

  /** One that ranges can be told by. */
  static Kind any(Draw draw, boolean mariaDb) {
    return switch (draw.between(0, mariaDb ? 10 : 9)) {
      case 0, 1, 2 -> integer(draw);
      case 3 -> decimal(draw);
      case 4 -> moment(draw);
      case 5 -> binary(draw);
      case 10 -> uuid(draw);
      default -> text(draw, mariaDb);
    };
  }

  /** One that ranges cannot be told by. */
  static Kind unusable(Draw draw) {
    return draw.of(
        List.of(
            new Kind("DOUBLE", d -> d.anyLong() + "e-9"),
            new Kind("FLOAT", d -> d.between(-9999, 9999) + ".5"),
            new Kind("BIT(40)", d -> "b'" + Integer.toBinaryString(d.between(0, 1 << 30)) + "'"),
            new Kind("YEAR", d -> "" + d.between(1901, 2155)),
            new Kind("ENUM('z','a','m','b')", d -> "" + d.between(1, 4)),
            new Kind("SET('z','a','m','b')", d -> "" + d.between(0, 15))));
  }

  /** Few values, one of which most rows have. */
  static Kind dominated(Kind kind, Draw draw) {
    List<String> few = draw.list(1, 5, kind.value());
    return new Kind(kind.type(), d -> d.percent(80) ? few.get(0) : d.of(few));
  }

  static Kind integer(Draw draw) {
    record Size(String name, int bits) {}
    Size size =
        draw.of(
            List.of(
                new Size("SMALLINT", 16),
                new Size("MEDIUMINT", 24),
                new Size("INT", 32),
                new Size("BIGINT", 64)));
    boolean unsigned = draw.percent(40);
    BigInteger count = BigInteger.ONE.shiftLeft(size.bits());
    BigInteger min = unsigned ? BigInteger.ZERO : count.shiftRight(1).negate();
    String type = size.name() + (unsigned ? draw.of(List.of(" UNSIGNED", " ZEROFILL")) : "");
    Function<Draw, BigInteger> spread = spread(draw, size.bits());
    return new Kind(type, d -> min.add(spread.apply(d).mod(count)).toString());
  }

  /** Evenly, close together, in heaps with gaps between them, or the rarer the larger. */
  private static Function<Draw, BigInteger> spread(Draw draw, int bits) {
    List<BigInteger> heaps =
        draw.list(1, 4, d -> new BigInteger(Long.toUnsignedString(d.anyLong())));
    return switch (draw.between(0, 3)) {
      case 0 -> d -> BigInteger.valueOf(d.anyLong());
      case 1 -> d -> heaps.get(0).add(BigInteger.valueOf(d.between(0, 5000)));
      case 2 -> d -> d.of(heaps).add(BigInteger.valueOf(d.between(0, 1000)));
      default -> d -> BigInteger.valueOf(d.anyLong()).shiftRight(d.between(64 - bits, 64)).abs();
    };
  }

  private static Kind decimal(Draw draw) {
    return draw.of(
        List.of(
            new Kind("DECIMAL(20,5)", d -> d.anyLong() / 100_000 + "." + d.between(10000, 99999)),
            new Kind("DECIMAL(8,0)", d -> "" + d.between(-99_999_999, 99_999_999)),
            new Kind("DECIMAL(65,30)", d -> d.anyLong() + "." + d.between(0, 999_999_999))));
  }

  private static Kind moment(Draw draw) {
    boolean zero = draw.percent(30);
    int first = draw.between(1000, 2020);
    Function<Draw, String> day =
        d ->
            zero && d.percent(5)
                ? d.of(List.of("0000-00-00", "2020-00-00", "2021-03-00"))
                : "%04d-%02d-%02d"
                    .formatted(d.between(first, 2037), d.between(1, 12), d.between(1, 28));
    Function<Draw, String> recent =
        d ->
            zero && d.percent(5)
                ? "0000-00-00"
                : "%04d-%02d-%02d"
                    .formatted(d.between(1971, 2037), d.between(1, 12), d.between(1, 28));
    Function<Draw, String> clock =
        d ->
            "%02d:%02d:%02d.%06d"
                .formatted(
                    d.between(0, 23), d.between(0, 59), d.between(0, 59), d.between(0, 999_999));
    return draw.of(
        List.of(
            new Kind("DATE", d -> "'" + day.apply(d) + "'"),
            new Kind("DATETIME", d -> "'" + day.apply(d) + " " + clock.apply(d) + "'"),
            new Kind(
                "DATETIME(3)",
                d -> "'2020-01-01 00:00:0" + d.between(0, 9) + "." + d.between(100, 999) + "'"),
            new Kind("TIMESTAMP(6)", d -> timestamp(recent.apply(d), clock.apply(d))),
            new Kind(
                "TIME(2)",
                d ->
                    "'"
                        + (d.percent(50) ? "-" : "")
                        + d.between(0, 837)
                        + clock.apply(d).substring(2)
                        + "'")));
  }

  private static String timestamp(String day, String clock) {
    return day.startsWith("0000") ? "'0000-00-00 00:00:00'" : "'" + day + " " + clock + "'";
  }

  private static Kind binary(Draw draw) {
    String prefix = HexFormat.of().formatHex(new byte[draw.between(0, 6)]);
    Function<Draw, String> digits = d -> "%016x".formatted(d.anyLong());
    return draw.of(
        List.of(
            new Kind("BINARY(16)", d -> "x'" + digits.apply(d) + digits.apply(d) + "'"),
            new Kind("BINARY(9)", d -> "x'" + prefix + "%02x'".formatted(d.between(0, 255))),
            new Kind(
                "VARBINARY(20)",
                d -> "x'" + prefix + digits.apply(d).substring(2 * d.between(0, 8)) + "'"),
            new Kind("VARBINARY(20)", d -> "x'" + "00".repeat(d.between(0, 20)) + "'")));
  }

  private static Kind uuid(Draw draw) {
    String node = "%012x".formatted(draw.anyLong() & 0xffff_ffff_ffffL);
    return draw.of(
        List.of(
            new Kind("UUID", d -> uuid(d.anyLong(), "4" + hex(d, 3), "8" + hex(d, 3), hex(d, 12))),
            new Kind("UUID", d -> uuid(d.anyLong(), "1" + hex(d, 3), "8a1b", node)),
            new Kind(
                "UUID", d -> uuid(d.anyLong(), "7" + hex(d, 3), "9" + hex(d, 3), hex(d, 12)))));
  }

  private static String uuid(long start, String version, String clock, String node) {
    String first = "%016x".formatted(start);
    return "'%s-%s-%s-%s-%s'"
        .formatted(first.substring(0, 8), first.substring(8, 12), version, clock, node);
  }

  private static String hex(Draw draw, int digits) {
    return "%016x".formatted(draw.anyLong()).substring(16 - digits);
  }

  private static Kind text(Draw draw, boolean mariaDb) {
    List<String> collations = new ArrayList<>(COLLATIONS);
    collations.addAll(mariaDb ? OF_MARIADB : OF_MYSQL);
    String collation = draw.of(collations);
    String characterSet = collation.substring(0, collation.indexOf('_'));
    String type = draw.of(List.of("VARCHAR(40)", "CHAR(40)"));
    Function<Draw, String> words = words(draw);
    return new Kind(
        "%s CHARACTER SET %s COLLATE %s".formatted(type, characterSet, collation),
        d -> "CONVERT(_utf8mb4 x'%s' USING %s)".formatted(utf8(words.apply(d)), characterSet));
  }

  private static Function<Draw, String> words(Draw draw) {
    String prefix = draw.joined(5, WORDS);
    int last = draw.of(List.of(0x7e, 0x24f, 0x4ff, 0x30ff, 0xd7ff, 0x1f6ff));
    return switch (draw.between(0, 5)) {
      case 0 -> d -> prefix + d.between(0, 99_999);
      case 1 -> d -> "user" + "%08d".formatted(d.between(0, 9_999_999));
      case 2 ->
          d -> uuid(d.anyLong(), "4" + hex(d, 3), "8" + hex(d, 3), hex(d, 12)).replace("'", "");
      case 3 -> d -> d.joined(8, WORDS);
      case 4 -> d -> hex(d, 16) + (d.percent(10) ? " ".repeat(d.between(1, 3)) : "");
      default -> d -> prefix + characters(d, last);
    };
  }

  private static String characters(Draw draw, int last) {
    StringBuilder text = new StringBuilder();
    for (int i = draw.between(0, 6); i > 0; i--) {
      int character = draw.between(1, last);
      text.appendCodePoint(character >= 0xd800 && character <= 0xdfff ? 'x' : character);
    }
    return text.toString();
  }

  private static String utf8(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
