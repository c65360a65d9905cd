package io.dumpwarden.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A WHERE clause grown from a filter. Columns are the code's own; values are always bound. */
final class Conditions {

  private final List<String> terms = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  Conditions equal(String column, @Nullable String value) {
    return where(column + " = :value", value);
  }

  Conditions below(String column, @Nullable String value) {
    return where(column + " < :value", value);
  }

  /** Adds a term that says {@code :value} for the value; nothing where there is none. */
  Conditions where(String term, @Nullable Object value) {
    if (value != null) {
      String name = "v" + values.size();
      terms.add(term.replace(":value", ":" + name));
      values.put(name, value);
    }
    return this;
  }

  String sql() {
    return terms.isEmpty() ? "" : "WHERE " + String.join(" AND ", terms);
  }

  Map<String, Object> values() {
    return values;
  }
}
