package io.dumpwarden.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Compares what a database held with what its dump holds. */
final class MissingObjects {

  private MissingObjects() {}

  static List<String> of(Inventory held, DumpedObjects dumped, LeftOut leftOut) {
    List<String> missing = new ArrayList<>();
    for (ObjectKind kind : ObjectKind.values()) {
      if (!leftOut.kinds().contains(kind)) {
        held.names(kind).stream()
            .filter(leftOutByName(kind, held, leftOut).negate())
            .filter(notFoundAmong(dumped.of(kind)))
            .forEach(name -> missing.add(line(kind, name, held)));
      }
    }
    return List.copyOf(missing);
  }

  private static Predicate<String> leftOutByName(ObjectKind kind, Inventory held, LeftOut leftOut) {
    return switch (kind) {
      case TABLE, SEQUENCE, VIEW -> leftOut.tables();
      case TRIGGER -> triggersOfTablesLeftOut(held, leftOut)::contains;
      case ROUTINE, EVENT -> name -> false;
    };
  }

  /** Each name counts once for each time that it stands there. */
  private static Predicate<String> notFoundAmong(List<String> names) {
    Map<String, Integer> left = new HashMap<>();
    names.forEach(name -> left.merge(name, 1, Integer::sum));
    return name -> left.merge(name, -1, Integer::sum) < 0;
  }

  private static Set<String> triggersOfTablesLeftOut(Inventory held, LeftOut leftOut) {
    Set<String> triggers = new HashSet<>();
    held.tables().stream()
        .filter(table -> leftOut.tables().test(table.name()))
        .forEach(table -> triggers.addAll(table.triggers()));
    return triggers;
  }

  private static String line(ObjectKind kind, String name, Inventory held) {
    return "%s %s of %s".formatted(kind.word(), name, held.database());
  }
}
