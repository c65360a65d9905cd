package io.dumpwarden.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Dump options by name, without dashes, each with its value; {@code on} and {@code off} for those
 * that are switches. Only names and values that {@link DumpOptionTable} allows.
 */
public record DumpOptionSet(Map<String, String> values) {

  public static final DumpOptionSet NONE = new DumpOptionSet(Map.of());

  public DumpOptionSet {
    values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /**
   * Reads {@code name=value} items with commas between them; a name alone is switched on.
   *
   * @throws IllegalArgumentException for an option that is not allowed, or a value that does not
   *     fit it
   */
  public static DumpOptionSet parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String item : text.split(",")) {
      if (!item.isBlank()) {
        String[] parts = item.strip().split("=", 2);
        String name = parts[0].strip().replaceFirst("^--", "").replace('_', '-');
        String value = parts.length == 1 ? "on" : parts[1].strip();
        values.put(name, DumpOptionTable.check(name, value));
      }
    }
    return new DumpOptionSet(values);
  }

  /** This one's values, and those of the other where it says nothing. */
  public DumpOptionSet over(DumpOptionSet other) {
    Map<String, String> merged = new TreeMap<>(other.values);
    merged.putAll(values);
    return new DumpOptionSet(merged);
  }

  /** As a row holds it. */
  public String text() {
    return String.join(
        ",", values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
