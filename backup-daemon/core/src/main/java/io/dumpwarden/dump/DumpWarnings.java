package io.dumpwarden.dump;

import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.OwnTables;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.source.Unproven;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a dump may lack, whichever engine makes it.
 *
 * @param writersHeld whether nobody writes until the dump is made
 */
public record DumpWarnings(DumpRequest request, TableChoice tables, boolean writersHeld) {

  /** In sentences, for manifest and log. */
  public List<String> all() {
    List<String> warnings = new ArrayList<>();
    for (Inventory inventory : request.inventories()) {
      unfinishedRestore(inventory).forEach(warnings::add);
      outsideSnapshot(inventory).forEach(warnings::add);
      Unproven.in(inventory.database(), request.server()).stream()
          .map(Unproven::warning)
          .forEach(warnings::add);
    }
    viewsAtRisk().forEach(warnings::add);
    return warnings;
  }

  /** What a restore keeps there until it is done is no part of the database. */
  private static Stream<String> unfinishedRestore(Inventory inventory) {
    return inventory.names(ObjectKind.TABLE).stream()
        .filter(OwnTables::has)
        .map(
            table ->
                "a restore into %s did not come to its end (table %s, which is left out): rows may be missing"
                    .formatted(inventory.database(), table));
  }

  private Stream<String> outsideSnapshot(Inventory inventory) {
    if (request.what().contents().structureOnly() || writersHeld) {
      return Stream.empty();
    }
    List<String> outside =
        inventory.nonTransactionalTables().stream()
            .filter(name -> tables.hasRows(new TableName(inventory.database(), name)))
            .toList();
    return outside.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "not covered by the consistent snapshot, since their engine has no transactions: %s of %s"
                .formatted(String.join(", ", outside), inventory.database()));
  }

  /** Which tables a view reads is not known everywhere. */
  private Stream<String> viewsAtRisk() {
    DumpContents contents = request.what().contents();
    Set<TableName> views =
        request.inventories().stream()
            .flatMap(i -> i.views().stream().map(view -> new TableName(i.database(), view)))
            .filter(view -> !tables.leftOut().contains(view))
            .collect(Collectors.toSet());
    boolean tablesGone =
        request.inventories().stream()
            .anyMatch(
                i ->
                    i.tables().stream()
                        .anyMatch(table -> contents.namesTable(i.database(), table.name())));
    return views.isEmpty() || !tablesGone
        ? Stream.empty()
        : Stream.of(
            "a view that reads a table that is left out does not restore: leave it out too, or only the table's rows");
  }
}
