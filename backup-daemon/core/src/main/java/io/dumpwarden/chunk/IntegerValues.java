package io.dumpwarden.chunk;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Integers of any size, with or without sign. */
record IntegerValues() implements KeyValues {

  @Override
  public String reading(String quotedColumn) {
    return "CAST(" + quotedColumn + " AS CHAR)";
  }

  /** Zeros in front, which ZEROFILL shows, are left out. */
  @Override
  public String literal(String value) {
    return new BigInteger(value).toString();
  }

  @Override
  public List<String> between(String min, String max, double fraction) {
    return List.of(between(new BigInteger(min), new BigInteger(max), fraction).toString());
  }

  /** Above {@code min} by at least one; {@code max} has to be above it. */
  static BigInteger between(BigInteger min, BigInteger max, double fraction) {
    BigInteger step =
        new BigDecimal(max.subtract(min)).multiply(BigDecimal.valueOf(fraction)).toBigInteger();
    return min.add(step.max(BigInteger.ONE));
  }

  @Override
  public boolean exact() {
    return true;
  }
}
