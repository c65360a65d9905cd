package io.dumpwarden.app.command;

import java.util.List;
import java.util.function.Predicate;

/** The modes as commands say them, and which of the nasty databases each selects. */
enum NastyMode {
  ALL(List.of("all"), true, name -> true),
  FILTER_SINGLE(
      List.of("filter", "--mode", "single-file", "--db", "nasty*"),
      true,
      name -> name.startsWith("nasty")),
  FILTER_MULTI(
      List.of("filter", "--mode", "multi-file", "--db", "nasty*", "--exclude-db", "nasty.*"),
      false,
      name -> name.startsWith("nasty") && !name.startsWith("nasty.")),
  SINGLE(
      List.of("single", "--database", "Shop", "--companions"),
      false,
      name -> List.of("Shop", "Shop_dmart", "Shop_temp").contains(name)),
  PRIMARY(
      List.of("primary", "--prefix", "nasty"),
      false,
      name -> name.startsWith("nasty") && !name.contains("_secondary")),
  SECONDARY(List.of("secondary"), false, name -> name.contains("_secondary")),
  SEPARATED(List.of("separated", "--parallel", "2"), false, name -> true);

  private final List<String> line;
  private final boolean combined;
  private final Predicate<String> selects;

  NastyMode(List<String> line, boolean combined, Predicate<String> selects) {
    this.line = line;
    this.combined = combined;
    this.selects = selects;
  }

  List<String> line() {
    return line;
  }

  /** Whether it makes one file of them all. */
  boolean combined() {
    return combined;
  }

  List<String> of(List<String> databases) {
    return databases.stream().filter(selects).toList();
  }
}
