package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.swap.Holdings.Definition;
import io.dumpwarden.swap.SwappedUnit.After;
import io.dumpwarden.swap.SwappedUnit.Before;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks what was loaded, and writes into the journal all that it takes to put it in place or to
 * bring back what is there. Nothing of the old data is touched.
 */
final class Preparation {

  private final Workplace work;
  private final ServerInspector inspector;
  private final Map<String, Expectation> expected;

  Preparation(Workplace work, ServerInspector inspector, List<Expectation> expected) {
    this.work = work;
    this.inspector = inspector;
    this.expected = expected.stream().collect(Collectors.toMap(Expectation::database, one -> one));
  }

  SwapRecord prepare(SwapRecord record, List<Definitions> definitions)
      throws SQLException, IOException {
    List<SwappedUnit> prepared = new ArrayList<>();
    for (SwappedUnit unit : record.units()) {
      prepared.add(prepare(unit, record.units()));
    }
    requireRoomForStatement(prepared);
    work.step("storing definitions", () -> work.journal().storeDefinitions(definitions));
    return record.with(definitions.size(), prepared);
  }

  private SwappedUnit prepare(SwappedUnit unit, List<SwappedUnit> all) throws SQLException {
    Map<ObjectKind, List<String>> wanted = wanted(unit);
    if (wanted != null) {
      new Shortfall(work.session()).requireLoaded(unit.staging(), wanted);
    }
    Holdings staging = new Holdings(work.session(), unit.staging());
    requireInScope(unit, staging.tables());
    for (Definition trigger : staging.definitions(DefinitionKind.TRIGGER)) {
      // definitions come apart, and a table with a trigger cannot move
      work.session().execute("DROP TRIGGER " + Sql.name(unit.staging(), trigger.name()));
    }
    After after =
        new After(
            new DatabaseOptions(work.session()).of(unit.staging()),
            List.copyOf(staging.tables()),
            new ForeignKeys(work.session())
                .of(unit.staging()).stream().map(key -> key.afterwards(all)).toList(),
            wanted);
    SwappedUnit loaded = unit.with(Before.NOTHING, after);
    return loaded.with(before(loaded), after);
  }

  private Before before(SwappedUnit unit) throws SQLException {
    if (!work.session().hasDatabase(unit.target())) {
      return Before.NOTHING;
    }
    Holdings target = new Holdings(work.session(), unit.target());
    List<String> tables = target.tables().stream().filter(unit.replaced()::holds).toList();
    return new Before(
        true,
        new DatabaseOptions(work.session()).of(unit.target()),
        tables,
        new ForeignKeys(work.session())
            .of(unit.target()).stream()
                .filter(key -> tables.contains(key.table().table()))
                .toList(),
        saved(unit, target),
        unit.whole()
            ? new RoutineGrants(work.session()).of(unit.target()).orElse(List.of())
            : List.of());
  }

  private List<SavedDefinition> saved(SwappedUnit unit, Holdings target) throws SQLException {
    Set<String> broken =
        inspector.brokenViews(work.session().connection(), unit.target()).stream()
            .map(BrokenView::name)
            .collect(Collectors.toSet());
    DefinitionReader reader = new DefinitionReader(work.session(), unit.target());
    List<SavedDefinition> saved = new ArrayList<>();
    for (Definition definition : target.definitions(unit.scope())) {
      saved.add(reader.read(definition, broken));
    }
    return ViewOrder.sort(unit.target(), saved);
  }

  private @Nullable Map<ObjectKind, List<String>> wanted(SwappedUnit unit) {
    Expectation expectation = expected.get(unit.target());
    return expectation == null ? null : expectation.objects();
  }

  private static void requireInScope(SwappedUnit unit, Set<String> loaded) {
    Set<String> strange = new TreeSet<>(loaded);
    strange.removeIf(unit.scope()::holds);
    if (!strange.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.SWAP_FAILED,
          "tables were loaded for %s that were not to be replaced: %s"
              .formatted(unit.target(), String.join(", ", strange)));
    }
  }

  /** Tens of thousands of tables make a statement that not every server takes. */
  private void requireRoomForStatement(List<SwappedUnit> units) throws SQLException {
    long most = work.session().rows(row -> row.getLong(1), "SELECT @@max_allowed_packet").get(0);
    long needed = TableMoves.length(units);
    if (needed > most) {
      throw new DumpwardenException(
          ErrorCode.SWAP_OBSTACLE,
          "so many tables change places that the statement may have %d bytes; the server takes %d: raise its max_allowed_packet"
              .formatted(needed, most));
    }
  }
}
