package io.dumpwarden.view;

import io.dumpwarden.config.DumpOption;
import io.dumpwarden.config.Flavor;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A dump option as commands show it.
 *
 * @param values what it takes
 * @param standard what dumps are told where nobody says otherwise; empty for the tool's own default
 * @param settable whether it may be set
 * @param since by flavor the first release of its tool that has it; empty for every one
 */
public record DumpOptionView(
    String name,
    String values,
    String standard,
    boolean settable,
    Map<String, String> since,
    String meaning) {

  public static DumpOptionView of(DumpOption option) {
    Map<String, String> since = new TreeMap<>();
    for (Map.Entry<Flavor, String> entry : option.since().entrySet()) {
      since.put(entry.getKey().id(), entry.getValue());
    }
    return new DumpOptionView(
        option.name(),
        option.value().expected(),
        option.standard(),
        !option.fixed(),
        since,
        option.meaning());
  }

  /** Such as {@code mysql 8.0.18}; empty for all. */
  public String tools() {
    boolean everywhere =
        since.size() == Flavor.values().length && since.values().stream().allMatch(String::isEmpty);
    return everywhere
        ? ""
        : since.entrySet().stream()
            .map(entry -> (entry.getKey() + " " + entry.getValue()).strip())
            .collect(Collectors.joining(", "));
  }
}
