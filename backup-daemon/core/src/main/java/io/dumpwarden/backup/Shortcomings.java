package io.dumpwarden.backup;

import io.dumpwarden.config.DumpContents;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.preflight.Survey;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.DumpedObjects;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.source.Unproven;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what a dump lacks, although nothing failed. */
public final class Shortcomings {

  /** A server may have thousands of views: all are in the manifest. */
  private static final int NAMED = 10;

  private final Survey survey;
  private final DumpRequest.What asked;

  /**
   * @param survey what was there right before the dump
   * @param asked what of it was to be dumped
   */
  public Shortcomings(Survey survey, DumpRequest.What asked) {
    this.survey = survey;
    this.asked = asked;
  }

  /**
   * What stood in the inventories and not in the dump.
   *
   * @param dumped what the dump holds of a database
   */
  public List<String> missing(Function<String, DumpedObjects> dumped) {
    List<String> missing = new ArrayList<>();
    for (Inventory inventory : survey.inventories()) {
      missing.addAll(
          inventory.missingFrom(dumped.apply(inventory.database()), leftOut(inventory.database())));
    }
    return List.copyOf(missing);
  }

  /**
   * @param unproven what the account is not proven to see
   * @param missing what {@link #missing} found
   */
  List<Shortcoming> of(List<Unproven> unproven, List<String> missing) {
    List<Shortcoming> found = new ArrayList<>();
    unproven.stream()
        .filter(part -> kinds().stream().noneMatch(kind -> part.isOf(kind)))
        .map(part -> new Shortcoming(ErrorCode.OBJECTS_UNPROVEN, part.warning()))
        .forEach(found::add);
    if (!survey.brokenViews().isEmpty()) {
      List<String> names =
          survey.brokenViews().stream().map(view -> view.database() + "." + view.name()).toList();
      found.add(
          new Shortcoming(
              ErrorCode.VIEWS_BROKEN,
              "left out, since the server cannot open them: views " + named(names)));
    }
    List<String> unknown = UnknownTables.of(asked.contents(), survey.inventories());
    if (!unknown.isEmpty()) {
      found.add(new Shortcoming(ErrorCode.NOT_FOUND, UnknownTables.message(named(unknown))));
    }
    if (!missing.isEmpty()) {
      found.add(
          new Shortcoming(
              ErrorCode.OBJECTS_MISSING,
              "not in the dump, though on the server: " + named(missing)));
    }
    return List.copyOf(found);
  }

  private LeftOut leftOut(String database) {
    DumpContents contents = asked.contents();
    Set<String> broken =
        survey.brokenViews().stream()
            .filter(view -> view.database().equals(database))
            .map(BrokenView::name)
            .collect(Collectors.toSet());
    return new LeftOut(
        name -> broken.contains(name) || contents.excludesTable(database, name), kinds());
  }

  /** The kinds that the dump options switch off. */
  private Set<ObjectKind> kinds() {
    Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
    for (ObjectKind kind : List.of(ObjectKind.TRIGGER, ObjectKind.ROUTINE, ObjectKind.EVENT)) {
      if ("off".equals(asked.options().values().get(kind.word() + "s"))) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static String named(List<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? "%s and %d more".formatted(first, names.size() - NAMED) : first;
  }
}
