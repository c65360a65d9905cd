package io.dumpwarden.chunk;

import java.math.BigInteger;
import java.util.List;

/** Times, which may be negative and longer than a day. */
record TimeValues() implements KeyValues {

  private static final long SECOND = 1_000_000;

  @Override
  public String reading(String quotedColumn) {
    return "CAST(" + quotedColumn + " AS CHAR)";
  }

  @Override
  public String literal(String value) {
    return "'" + value + "'";
  }

  /** In steps of what the column holds, so that the guess lies above {@code min}. */
  @Override
  public List<String> between(String min, String max, double fraction) {
    int digits = max.indexOf('.') < 0 ? 0 : max.length() - max.indexOf('.') - 1;
    long step = (long) Math.pow(10, 6 - digits);
    BigInteger guess =
        IntegerValues.between(
            BigInteger.valueOf(micros(min) / step),
            BigInteger.valueOf(micros(max) / step),
            fraction);
    return List.of(text(guess.longValueExact() * step, digits));
  }

  static long micros(String value) {
    boolean negative = value.startsWith("-");
    String[] parts = (negative ? value.substring(1) : value).split("[:.]");
    long seconds =
        Long.parseLong(parts[0]) * 3600 + Long.parseLong(parts[1]) * 60 + Long.parseLong(parts[2]);
    long micros = parts.length < 4 ? 0 : Long.parseLong((parts[3] + "000000").substring(0, 6));
    return (negative ? -1 : 1) * (seconds * SECOND + micros);
  }

  private static String text(long micros, int digits) {
    long size = Math.abs(micros);
    long seconds = size / SECOND;
    String whole =
        "%s%02d:%02d:%02d"
            .formatted(micros < 0 ? "-" : "", seconds / 3600, seconds / 60 % 60, seconds % 60);
    String fraction = "%06d".formatted(size % SECOND).substring(0, digits);
    return digits == 0 ? whole : whole + "." + fraction;
  }

  @Override
  public boolean exact() {
    return true;
  }
}
