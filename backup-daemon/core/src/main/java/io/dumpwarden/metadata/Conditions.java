package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A WHERE clause grown from a filter. Columns are the code's own; values are always bound. */
final class Conditions {

  private final String prefix;
  private final List<String> terms = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  Conditions() {
    this("v");
  }

  /**
   * For a statement with several clauses.
   *
   * @param prefix of the values' names, which no other clause has
   */
  Conditions(String prefix) {
    this.prefix = prefix;
  }

  Conditions equal(String column, @Nullable String value) {
    return where(column + " = :value", value);
  }

  Conditions below(String column, @Nullable String value) {
    return where(column + " < :value", value);
  }

  /** Ids are made in the order of time: a span of time is a span of ids. */
  Conditions between(String column, @Nullable Instant from, @Nullable Instant until) {
    where(column + " >= :value", from == null ? null : Ids.firstAt(from));
    return below(column, until == null ? null : Ids.firstAt(until));
  }

  /** Adds a term that says {@code :value} for the value; nothing where there is none. */
  Conditions where(String term, @Nullable Object value) {
    if (value != null) {
      terms.add(bound(term, value));
    }
    return this;
  }

  /** Adds two terms of which one suffices. */
  Conditions either(String term, String value, String other, String otherValue) {
    String first = bound(term, value);
    terms.add("(" + first + " OR " + bound(other, otherValue) + ")");
    return this;
  }

  private String bound(String term, Object value) {
    String name = prefix + values.size();
    values.put(name, value);
    return term.replace(":value", ":" + name);
  }

  String sql() {
    return terms.isEmpty() ? "" : "WHERE " + String.join(" AND ", terms);
  }

  /** The same after conditions that are there already. */
  String andSql() {
    return terms.isEmpty() ? "" : " AND " + String.join(" AND ", terms);
  }

  Map<String, Object> values() {
    return values;
  }
}
