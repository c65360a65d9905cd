package io.dumpwarden.dump;

import io.dumpwarden.config.DumpContents;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.source.TableFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a dump does with each table, view and sequence.
 *
 * @param all of the dump's databases
 * @param leftOut whole
 * @param withoutRows dumped by their definitions alone, although others have their rows dumped
 */
public record TableChoice(Set<TableName> all, Set<TableName> leftOut, Set<TableName> withoutRows) {

  /** What a request says. */
  public static TableChoice of(DumpRequest request) {
    DumpContents contents = request.what().contents();
    Set<TableName> all = new LinkedHashSet<>();
    Set<TableName> leftOut = new LinkedHashSet<>();
    Set<TableName> withoutRows = new LinkedHashSet<>();
    for (Inventory inventory : request.inventories()) {
      for (String name : names(inventory)) {
        TableName table = new TableName(inventory.database(), name);
        all.add(table);
        if (contents.excludesTable(inventory.database(), name)) {
          leftOut.add(table);
        }
      }
    }
    for (BrokenView view : request.what().broken()) {
      all.add(new TableName(view.database(), view.name()));
      leftOut.add(new TableName(view.database(), view.name()));
    }
    if (!contents.structureOnly()) {
      tables(request.inventories())
          .filter(table -> contents.excludesDataOf(table.database(), table.table()))
          .filter(table -> !leftOut.contains(table))
          .forEach(withoutRows::add);
    }
    return new TableChoice(all, leftOut, withoutRows);
  }

  /** All but these. */
  public Set<TableName> allBut(Set<TableName> some) {
    Set<TableName> rest = new LinkedHashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** Whether the rows of a table are dumped, where any are. */
  public boolean hasRows(TableName table) {
    return !leftOut.contains(table) && !withoutRows.contains(table);
  }

  private static List<String> names(Inventory inventory) {
    List<String> names = new ArrayList<>();
    for (ObjectKind kind : List.of(ObjectKind.TABLE, ObjectKind.SEQUENCE, ObjectKind.VIEW)) {
      names.addAll(inventory.names(kind));
    }
    return names;
  }

  private static Stream<TableName> tables(List<Inventory> inventories) {
    return inventories.stream()
        .flatMap(
            inventory ->
                inventory.tables().stream()
                    .map(TableFacts::name)
                    .map(name -> new TableName(inventory.database(), name)));
  }
}
