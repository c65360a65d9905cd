package io.dumpwarden.engines.random;

import java.math.BigInteger;
import java.util.List;

/** Integers, decimals, floats, bits. */
record Numbers(Dice dice) {

  private static final int LARGEST_SCALE = 30;

  private static final List<String> INTEGERS =
      List.of("TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT");
  private static final List<Integer> BYTES = List.of(1, 2, 3, 4, 8);
  private static final List<String> EDGES_OF_DOUBLE =
      List.of(
          "0",
          "1.7976931348623157e308",
          "-1.7976931348623157e308",
          "2.2250738585072014e-308",
          "0.1",
          "1e15",
          "123456789012345680",
          "0.30000000000000004",
          "1e22",
          "1e23",
          "-1e-7");
  private static final List<String> EDGES_OF_FLOAT =
      List.of("0", "3.40282e38", "-3.40282e38", "1.17549e-38", "0.1", "16777216", "1e6", "1e-5");

  RandomColumn any() {
    return switch (dice.below(7)) {
      case 0, 1, 2 -> integer();
      case 3 -> decimal();
      case 4 -> real();
      case 5 -> single();
      default -> bits();
    };
  }

  RandomColumn integer() {
    int size = dice.below(INTEGERS.size());
    boolean unsigned = dice.oneIn(3);
    String more = unsigned ? dice.oneIn(4) ? "(9) UNSIGNED ZEROFILL" : " UNSIGNED" : "";
    int bytes = BYTES.get(size);
    return RandomColumn.keyed(INTEGERS.get(size) + more, bytes, () -> integer(bytes, unsigned));
  }

  private String integer(int bytes, boolean unsigned) {
    BigInteger span = BigInteger.ONE.shiftLeft(8 * bytes);
    BigInteger least = unsigned ? BigInteger.ZERO : span.shiftRight(1).negate();
    return switch (dice.below(8)) {
      case 0 -> least.toString();
      case 1 -> least.add(span).subtract(BigInteger.ONE).toString();
      case 2 -> "0";
      case 3, 4 -> "" + dice.below(100);
      default -> least.add(BigInteger.valueOf(dice.bits() & Long.MAX_VALUE).mod(span)).toString();
    };
  }

  private RandomColumn decimal() {
    int digits = dice.between(1, 65);
    int behind = dice.below(Math.min(digits, LARGEST_SCALE) + 1);
    boolean unsigned = dice.oneIn(5);
    String type = "DECIMAL(" + digits + "," + behind + ")" + (unsigned ? " UNSIGNED" : "");
    return RandomColumn.keyed(type, digits / 2 + 4, () -> decimal(digits, behind, unsigned));
  }

  private String decimal(int digits, int scale, boolean unsigned) {
    String sign = unsigned || dice.oneIn(2) ? "" : "-";
    String all = dice.oneIn(5) ? "9".repeat(digits) : dice.digits(digits);
    int point = digits - scale;
    return sign + (point == 0 ? "0" : all.substring(0, point)) + "." + all.substring(point) + "0";
  }

  private RandomColumn real() {
    String type = dice.oneIn(6) ? "DOUBLE(20,5)" : "DOUBLE";
    return RandomColumn.keyed(
        type,
        8,
        () ->
            dice.oneIn(4)
                ? dice.pick(EDGES_OF_DOUBLE)
                : Double.toString(dice.gaussian() * Math.pow(10, dice.between(-300, 300))));
  }

  private RandomColumn single() {
    String type = dice.oneIn(6) ? "FLOAT(7,4)" : "FLOAT";
    return RandomColumn.keyed(
        type,
        4,
        () ->
            dice.oneIn(4)
                ? dice.pick(EDGES_OF_FLOAT)
                : Float.toString((float) (dice.gaussian() * Math.pow(10, dice.between(-37, 37)))));
  }

  private RandomColumn bits() {
    int width = dice.between(1, 64);
    return RandomColumn.keyed(
        "BIT(" + width + ")", 8, () -> "" + (dice.bits() >>> Math.max(1, 64 - width)));
  }
}
