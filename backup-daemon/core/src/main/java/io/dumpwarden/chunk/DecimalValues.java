package io.dumpwarden.chunk;

import java.math.BigDecimal;
import java.util.List;

/** Fixed-point numbers. */
record DecimalValues() implements KeyValues {

  @Override
  public String reading(String quotedColumn) {
    return "CAST(" + quotedColumn + " AS CHAR)";
  }

  @Override
  public String literal(String value) {
    return new BigDecimal(value).toPlainString();
  }

  /** All values of a column have as many digits behind the point. */
  @Override
  public List<String> between(String min, String max, double fraction) {
    BigDecimal low = new BigDecimal(min);
    BigDecimal high = new BigDecimal(max).setScale(low.scale());
    return List.of(
        new BigDecimal(
                IntegerValues.between(low.unscaledValue(), high.unscaledValue(), fraction),
                low.scale())
            .toPlainString());
  }

  @Override
  public boolean exact() {
    return true;
  }
}
