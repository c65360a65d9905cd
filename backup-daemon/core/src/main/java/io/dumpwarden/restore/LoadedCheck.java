package io.dumpwarden.restore;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.OwnTables;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.DumpedObjects;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import io.dumpwarden.source.ObjectKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a restore should bring, by what the source says that it held. */
final class LoadedCheck {

  private final RestoreSource source;
  private final RestoreRequest request;

  LoadedCheck(RestoreSource source, RestoreRequest request) {
    this.source = source;
    this.request = request;
  }

  /** What the source held of a database; empty where nothing says it. */
  Optional<Inventory> held(String from) {
    return source.origin().stream()
        .flatMap(origin -> origin.inventories().stream())
        .filter(inventory -> inventory.database().equals(from))
        .findFirst();
  }

  /** The chosen tables, views and sequences that the source held; none where nothing says it. */
  List<String> chosenTables(String from) {
    Predicate<String> leftOut = leftOut(from).tables();
    return held(from).stream()
        .flatMap(
            held ->
                Stream.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.SEQUENCE)
                    .flatMap(kind -> held.names(kind).stream()))
        .filter(leftOut.negate())
        .toList();
  }

  /** What the manifest says that the dump lacks. */
  List<String> lacking() {
    return source.manifest().map(Manifest::missing).orElse(List.of());
  }

  /** What of a database was left out by the dump or is left out by the restore. */
  LeftOut leftOut(String from) {
    List<TableGlob> excluded =
        source
            .manifest()
            .map(Manifest::contents)
            .map(contents -> contents.excludedTables().stream().map(TableGlob::parse).toList())
            .orElse(List.of());
    List<String> broken =
        source.origin().stream()
            .flatMap(origin -> origin.brokenViews().stream())
            .filter(view -> view.database().equals(from))
            .map(BrokenView::name)
            .toList();
    List<TableGlob> chosen = request.choice().tables();
    return new LeftOut(
        name ->
            OwnTables.has(name)
                || broken.contains(name)
                || excluded.stream().anyMatch(glob -> glob.matches(from, name))
                || !chosen.isEmpty() && chosen.stream().noneMatch(g -> g.matches(from, name)),
        kinds());
  }

  /** The lines of what should be there and is not, such as {@code view totals of shop}. */
  List<String> missing(String from, Inventory there) {
    return held(from)
        .map(
            held -> {
              List<String> missing =
                  new ArrayList<>(held.missingFrom(objects(held, there), leftOut(from)));
              missing.removeAll(lacking());
              return missing;
            })
        .orElseGet(ArrayList::new);
  }

  /** Names as the source spells them: the target may keep them in lower case. */
  private static DumpedObjects objects(Inventory held, Inventory there) {
    Map<ObjectKind, List<String>> names = new EnumMap<>(ObjectKind.class);
    for (ObjectKind kind : ObjectKind.values()) {
      names.put(
          kind, there.names(kind).stream().map(name -> spelled(name, held.names(kind))).toList());
    }
    return new DumpedObjects(held.database(), names);
  }

  private static String spelled(String name, List<String> wanted) {
    return wanted.contains(name)
        ? name
        : wanted.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
  }

  /** The kinds that the dump's options left out, or that do not belong to single tables. */
  private Set<ObjectKind> kinds() {
    Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
    Optional<Manifest> manifest = source.manifest();
    if (manifest.isEmpty()) {
      // a server's dump proves itself whole
      kinds.addAll(List.of(ObjectKind.TRIGGER, ObjectKind.ROUTINE, ObjectKind.EVENT));
      return kinds;
    }
    List<String> options = manifest.get().tool().options();
    for (ObjectKind kind : List.of(ObjectKind.TRIGGER, ObjectKind.ROUTINE, ObjectKind.EVENT)) {
      if (options.contains("--skip-" + kind.word() + "s")) {
        kinds.add(kind);
      }
    }
    if (!request.choice().tables().isEmpty()) {
      kinds.add(ObjectKind.ROUTINE);
      kinds.add(ObjectKind.EVENT);
    }
    return kinds;
  }
}
