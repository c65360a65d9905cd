package io.dumpwarden.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Dump options by name, without dashes, each with its value; {@code on} and {@code off} for those
 * that are switches. Only names and values that {@link DumpOptionTable} allows.
 */
public record DumpOptionSet(Map<String, String> values) {

  public static final DumpOptionSet NONE = new DumpOptionSet(Map.of());

  public DumpOptionSet {
    Map<String, String> checked = new TreeMap<>();
    values.forEach((name, value) -> checked.put(name, DumpOptionTable.check(name, value)));
    values = Collections.unmodifiableMap(checked);
  }

  /**
   * Reads {@code name=value} items with commas between them; a name alone is switched on, and one
   * behind {@code skip-} off.
   *
   * @throws IllegalArgumentException for an option that is not allowed, a value that does not fit
   *     it, or one that is said twice
   */
  public static DumpOptionSet parse(String text) {
    Map<String, String> values = new TreeMap<>();
    for (String item : text.split(",")) {
      if (!item.isBlank()) {
        Map.Entry<String, String> option = read(item.strip());
        if (values.put(option.getKey(), option.getValue()) != null) {
          throw new IllegalArgumentException(
              "dump option '%s' is said twice".formatted(option.getKey()));
        }
      }
    }
    return new DumpOptionSet(values);
  }

  private static Map.Entry<String, String> read(String item) {
    String[] parts = item.split("=", 2);
    String name = parts[0].strip().replaceFirst("^--", "").replace('_', '-');
    if (parts.length == 2) {
      return Map.entry(name, parts[1].strip());
    }
    String behindSkip = name.replaceFirst("^skip-", "");
    boolean skips =
        DumpOptionTable.find(name).isEmpty() && DumpOptionTable.find(behindSkip).isPresent();
    return skips ? Map.entry(behindSkip, "off") : Map.entry(name, "on");
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
