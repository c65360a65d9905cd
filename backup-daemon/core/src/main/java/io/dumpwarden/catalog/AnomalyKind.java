package io.dumpwarden.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In what a backup differs from those before it. Ids are a contract. */
public enum AnomalyKind {
  /** It holds no table, or no row, where those before it did. */
  EMPTY,
  SIZE_FELL,
  SIZE_JUMPED,
  ROWS_FELL,
  ROWS_JUMPED,
  DURATION_LONG,
  /** It was compressed by much more or much less. */
  RATIO_CHANGED;

  /** {@code size-fell}, {@code empty}, … */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<AnomalyKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
