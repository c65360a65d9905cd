package io.dumpwarden.swap;

import io.dumpwarden.source.DumpedObjects;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import io.dumpwarden.source.ObjectKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tells which of the objects that a source held must be there after a restore. */
final class ExpectedObjects {

  private ExpectedObjects() {}

  static Expectation of(String database, Inventory held, LeftOut leftOut, List<String> missing) {
    // what is missing from nothing at all is what was not left out on purpose
    List<String> lines =
        new ArrayList<>(held.missingFrom(new DumpedObjects(held.database(), Map.of()), leftOut));
    missing.forEach(lines::remove);
    Map<ObjectKind, List<String>> objects = new EnumMap<>(ObjectKind.class);
    for (ObjectKind kind : ObjectKind.values()) {
      objects.put(
          kind,
          held.names(kind).stream()
              .filter(name -> lines.remove(line(kind, name, held.database())))
              .toList());
    }
    return new Expectation(database, objects);
  }

  private static String line(ObjectKind kind, String name, String database) {
    return "%s %s of %s".formatted(kind.word(), name, database);
  }
}
