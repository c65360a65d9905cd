package io.dumpwarden.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts views behind those that they read: a view that is made over a stand-in would not know that
 * rows can be changed through it, and can have no check option. Servers write every name in a
 * view's text in backticks, and its tables behind FROM or JOIN.
 */
final class ViewOrder {

  private static final String NAME = "`((?:[^`]|``)*)`";
  private static final String TEXT = "'[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+'";
  private static final Pattern TABLE =
      Pattern.compile(
          "%1$s|%2$s|\\b(?:from|(?:straight_)?join)[ (]++%2$s(?:\\.%2$s)?".formatted(TEXT, NAME),
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Map<Defined, Set<Defined>> reads = new LinkedHashMap<>();

  /**
   * Takes a view into account.
   *
   * @param text of its statement, as shown where its database is the current one
   */
  void add(Defined view, String text) {
    Set<Defined> tables = new LinkedHashSet<>();
    Matcher matcher = TABLE.matcher(text);
    while (matcher.find()) {
      // the first group is that of a name by itself
      String first = matcher.group(2);
      String second = matcher.group(3);
      if (second != null) {
        tables.add(new Defined(DefinedKind.VIEW, plain(first), plain(second)));
      } else if (first != null) {
        tables.add(new Defined(DefinedKind.VIEW, view.database(), plain(first)));
      }
    }
    reads.put(view, tables);
  }

  /** All that were taken into account; but for that, in their own order. */
  List<Defined> sorted() {
    Set<Defined> begun = new LinkedHashSet<>();
    List<Defined> sorted = new ArrayList<>();
    reads.keySet().forEach(view -> sort(view, begun, sorted));
    return sorted;
  }

  /** Those that others read. */
  Set<Defined> read() {
    Set<Defined> read = new LinkedHashSet<>();
    reads.values().forEach(read::addAll);
    read.retainAll(reads.keySet());
    return read;
  }

  private void sort(Defined view, Set<Defined> begun, List<Defined> sorted) {
    if (begun.add(view)) {
      for (Defined table : reads.getOrDefault(view, Set.of())) {
        if (reads.containsKey(table)) {
          sort(table, begun, sorted);
        }
      }
      sorted.add(view);
    }
  }

  private static String plain(String quoted) {
    return quoted.replace("``", "`");
  }
}
