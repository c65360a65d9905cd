package io.dumpwarden.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows whose key is not below {@code from} and is below {@code to}, as the server orders keys.
 * A bound has a value for as many of the key's columns as it needs, from its start; empty: none.
 * Ranges that meet in one bound share no row and leave none out.
 */
record KeyRange(List<String> from, List<String> to) {

  static final KeyRange ALL = new KeyRange(List.of(), List.of());

  KeyRange {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  KeyRange until(List<String> bound) {
    return new KeyRange(from, bound);
  }

  KeyRange since(List<String> bound) {
    return new KeyRange(bound, to);
  }

  boolean all() {
    return from.isEmpty() && to.isEmpty();
  }

  /**
   * As SQL, joined by AND, that both makes' range optimizers turn into one interval of the key: row
   * comparisons, which they do not, are written out. Empty for all rows.
   */
  List<String> conditions(List<KeyColumn> columns) {
    List<String> conditions = new ArrayList<>();
    int same = 0;
    while (same < Math.min(from.size(), to.size()) && from.get(same).equals(to.get(same))) {
      conditions.add(columns.get(same).compare("=", from.get(same)));
      same++;
    }
    conditions.addAll(new Side(columns, same, ">", ">=").conditions(from));
    conditions.addAll(new Side(columns, same, "<", "<").conditions(to));
    return conditions;
  }

  /** For people. Values that may say something of somebody are left out. */
  String shown(List<KeyColumn> columns, int part) {
    int size = Math.max(from.size(), to.size());
    List<KeyColumn> used = columns.subList(0, size);
    String names = String.join(", ", used.stream().map(KeyColumn::name).toList());
    if (!used.stream().allMatch(column -> column.values().showable())) {
      return names + ", part " + part;
    }
    String low = from.isEmpty() ? "" : " from " + String.join(", ", from);
    return names + low + (to.isEmpty() ? "" : " to before " + String.join(", ", to));
  }

  /**
   * One end of a range, from the first column on in which the ends differ.
   *
   * @param strict for all columns but the last
   * @param last a lower bound belongs to its range, and an upper one does not
   */
  private record Side(List<KeyColumn> columns, int start, String strict, String last) {

    /** {@code a >= 1 AND (a > 1 OR (a = 1 AND b >= 2))}. */
    List<String> conditions(List<String> bound) {
      if (start >= bound.size()) {
        return List.of();
      }
      if (start == bound.size() - 1) {
        return List.of(columns.get(start).compare(last, bound.get(start)));
      }
      List<String> ways = new ArrayList<>();
      for (int i = start; i < bound.size(); i++) {
        ways.add(way(bound, i));
      }
      return List.of(
          columns.get(start).compare(strict + "=", bound.get(start)),
          "(" + String.join(" OR ", ways) + ")");
    }

    /** Equal up to a column, and beyond the bound in that one. */
    private String way(List<String> bound, int differing) {
      List<String> way = new ArrayList<>();
      for (int i = start; i < differing; i++) {
        way.add(columns.get(i).compare("=", bound.get(i)));
      }
      String operator = differing == bound.size() - 1 ? last : strict;
      way.add(columns.get(differing).compare(operator, bound.get(differing)));
      return "(" + String.join(" AND ", way) + ")";
    }
  }
}
