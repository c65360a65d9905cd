package io.dumpwarden.restore;

import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.swap.SwapUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of the target that a restore replaces. */
final class TargetUnits {

  private TargetUnits() {}

  /** A database, or the chosen tables of it: those of the source and those that are there. */
  static SwapUnit unit(RestoreRequest request, DatabasePlan database, Optional<Inventory> held) {
    if (request.choice().tables().isEmpty()) {
      // a collation that is rewritten in the dump may be one that the target does not know
      boolean sameCollation = request.load().rewrites().isEmpty();
      return SwapUnit.whole(
          database.to(),
          held.map(Inventory::characterSet).orElse(""),
          sameCollation ? held.map(Inventory::collation).orElse("") : "");
    }
    return SwapUnit.tables(database.to(), chosen(request, database, held));
  }

  private static Set<String> chosen(
      RestoreRequest request, DatabasePlan database, Optional<Inventory> held) {
    return Stream.concat(held.stream(), Stream.ofNullable(database.there()))
        .flatMap(
            inventory ->
                Stream.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.SEQUENCE)
                    .flatMap(kind -> inventory.names(kind).stream()))
        .filter(
            name ->
                request.choice().tables().stream()
                    .anyMatch(glob -> glob.matches(database.from(), name)))
        .collect(Collectors.toSet());
  }

  static List<SwapUnit> all(RestorePlan plan, LoadedCheck check) {
    return plan.databases().stream()
        .map(database -> unit(plan.request(), database, check.held(database.from())))
        .toList();
  }
}
