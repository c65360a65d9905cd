package io.dumpwarden.config;

import java.util.List;
import java.util.Map;

/** Dump options that only MySQL's dump program has, and on which it depends what is restored. */
final class ToolOnlyOptions {

  /** Each with the value that changes nothing. */
  private static final Map<String, String> UNCHANGED =
      Map.of(
          "show-create-table-skip-secondary-engine", "off",
          "skip-generated-invisible-primary-key", "off",
          "output-as-version", "SERVER",
          "masking-policies", "off",
          "add-drop-masking-policy", "off");

  private ToolOnlyOptions() {}

  /** As {@code name=value}. */
  static List<String> in(DumpOptionSet options) {
    return options.values().entrySet().stream()
        .filter(option -> UNCHANGED.containsKey(option.getKey()))
        .filter(option -> !option.getValue().equals(UNCHANGED.get(option.getKey())))
        .map(option -> option.getKey() + "=" + option.getValue())
        .toList();
  }
}
