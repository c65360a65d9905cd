package io.dumpwarden.engines.random;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The keys of a random table: primary, unique and others, of one column or of several, or none. */
final class Keys {

  private static final int LONGEST = 700;

  private final Dice dice;
  private final List<RandomColumn> columns;
  private final List<String> names;
  private final List<String> clauses = new ArrayList<>();
  private final Set<Integer> required = new LinkedHashSet<>();
  private int counted = -1;
  private String partitions = "";

  Keys(Dice dice, List<RandomColumn> columns, List<String> names) {
    this.dice = dice;
    this.columns = columns;
    this.names = names;
  }

  void choose() {
    List<Integer> primary = dice.oneIn(5) ? List.of() : parts(true);
    if (!primary.isEmpty()) {
      required.addAll(primary);
      clauses.add("PRIMARY KEY (" + list(primary) + ")");
      int first = primary.get(0);
      if (columns.get(first).integer() && dice.oneIn(2)) {
        counted = first;
      } else if (dice.oneIn(8)) {
        partitions = " PARTITION BY KEY () PARTITIONS " + dice.between(2, 4);
        return;
      }
    }
    for (int i = dice.below(4); i > 0; i--) {
      another(i);
    }
  }

  private void another(int number) {
    List<Integer> parts = parts(false);
    if (!parts.isEmpty()) {
      boolean unique = dice.oneIn(3);
      if (unique && dice.oneIn(2)) {
        required.addAll(parts);
      }
      clauses.add((unique ? "UNIQUE KEY `k" : "KEY `k") + number + "` (" + list(parts) + ")");
    }
  }

  /** Columns that must not be null. */
  Set<Integer> required() {
    return required;
  }

  /** The column that counts by itself, or -1. */
  int counted() {
    return counted;
  }

  List<String> clauses() {
    return clauses;
  }

  String partitions() {
    return partitions;
  }

  private List<Integer> parts(boolean whole) {
    List<Integer> parts = new ArrayList<>();
    int room = LONGEST;
    for (int i = dice.between(1, 3); i > 0; i--) {
      int at = dice.below(columns.size());
      RandomColumn column = columns.get(at);
      boolean fits = column.keyBytes() > 0 && column.keyBytes() <= room;
      if (fits && !parts.contains(at) && (column.whole() || !whole || dice.oneIn(4))) {
        parts.add(at);
        room -= column.keyBytes();
      }
    }
    return parts;
  }

  private String list(List<Integer> parts) {
    List<String> list = new ArrayList<>();
    for (int at : parts) {
      int prefix = columns.get(at).prefix();
      list.add(names.get(at) + (prefix == 0 ? "" : "(" + prefix + ")"));
    }
    return String.join(", ", list);
  }
}
