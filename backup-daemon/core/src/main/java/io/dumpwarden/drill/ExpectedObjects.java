package io.dumpwarden.drill;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.OwnTables;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.source.DumpedObjects;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import io.dumpwarden.source.ObjectKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a database should come back: its inventory without what was left out on purpose. */
final class ExpectedObjects {

  private final Manifest manifest;
  private final Inventory was;
  private final LeftOut leftOut;

  ExpectedObjects(Manifest manifest, Inventory was) {
    this.manifest = manifest;
    this.was = was;
    this.leftOut = new LeftOut(this::isLeftOut, kinds(manifest));
  }

  List<String> tables() {
    return was.names(ObjectKind.TABLE).stream()
        .filter(name -> !isLeftOut(name) && !knownMissing("table " + name))
        .toList();
  }

  /** A line for each object that is not there, such as {@code view totals of shop is not there}. */
  List<String> missingFrom(Inventory is) {
    return was.missingFrom(objects(is, is.database()), leftOut).stream()
        .filter(line -> !manifest.missing().contains(line))
        .map(line -> line + " is not there")
        .toList();
  }

  List<String> unexpectedIn(Inventory is) {
    return is.missingFrom(objects(was, was.database()), LeftOut.nothing()).stream()
        .map(line -> line + " was not in the inventory")
        .toList();
  }

  /** What the backup is known not to hold. */
  List<String> leftOut() {
    List<String> lines = new ArrayList<>();
    manifest.missing().stream()
        .filter(line -> line.endsWith(" of " + was.database()))
        .forEach(line -> lines.add(line + " was missing in the dump from the beginning"));
    manifest.brokenViews().stream()
        .filter(view -> view.database().equals(was.database()))
        .forEach(view -> lines.add("view %s was broken and left out".formatted(view.name())));
    leftOut.kinds().forEach(kind -> lines.add(kind.word() + "s were left out on purpose"));
    return lines;
  }

  private boolean knownMissing(String object) {
    return manifest.missing().contains(object + " of " + was.database());
  }

  private boolean isLeftOut(String name) {
    boolean broken =
        manifest.brokenViews().stream()
            .anyMatch(view -> view.database().equals(was.database()) && view.name().equals(name));
    Manifest.Contents contents = manifest.contents();
    return broken
        || OwnTables.has(name)
        || contents != null
            && contents.excludedTables().stream()
                .anyMatch(glob -> TableGlob.parse(glob).matches(was.database(), name));
  }

  /** The kinds that the dump tool was told to leave out. */
  private static Set<ObjectKind> kinds(Manifest manifest) {
    Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
    for (ObjectKind kind : List.of(ObjectKind.TRIGGER, ObjectKind.ROUTINE, ObjectKind.EVENT)) {
      if (manifest.tool().options().contains("--skip-" + kind.word() + "s")) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static DumpedObjects objects(Inventory inventory, String database) {
    Map<ObjectKind, List<String>> names = new EnumMap<>(ObjectKind.class);
    for (ObjectKind kind : ObjectKind.values()) {
      names.put(kind, inventory.names(kind));
    }
    return new DumpedObjects(database, names);
  }
}
