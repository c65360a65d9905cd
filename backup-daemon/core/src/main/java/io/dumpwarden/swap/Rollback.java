package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.swap.Holdings.Definition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the old data back, from wherever the replacement broke off; may be repeated from wherever
 * the rollback broke off.
 */
final class Rollback {

  private final Workplace work;
  private final SwapRecord record;
  private final List<String> notes = new ArrayList<>();

  Rollback(Workplace work, SwapRecord record) {
    this.work = work;
    this.record = record;
  }

  List<String> notes() {
    return notes;
  }

  void run() throws SQLException, IOException {
    work.step("phase rolling back", () -> work.journal().advance(Phase.ROLLING_BACK));
    work.scripts().awaitClient();
    for (SwappedUnit unit : record.units()) {
      work.step("dropping new definitions of " + unit.target(), () -> dropNew(unit));
    }
    work.step("renaming back", () -> new TableMoves(work.session(), record.units()).back());
    for (SwappedUnit unit : record.units()) {
      work.step("old definitions of " + unit.target(), () -> restore(unit));
      work.step("checking " + unit.target(), () -> check(unit));
    }
    work.step("phase rolled back", () -> work.journal().advance(Phase.ROLLED_BACK));
  }

  /** Triggers forbid the move; the rest would be in the way of the old ones. */
  private void dropNew(SwappedUnit unit) throws SQLException {
    work.scripts().dropAll(unit, unit.scope());
  }

  private void restore(SwappedUnit unit) throws SQLException, IOException {
    if (!unit.before().existed()) {
      dropMade(unit);
      return;
    }
    if (unit.whole()) {
      new DatabaseOptions(work.session()).restore(unit.target(), unit.before().options());
    }
    new ForeignKeys(work.session()).restore(unit.before().keys());
    List<SavedDefinition> sound =
        unit.before().definitions().stream().filter(definition -> !definition.broken()).toList();
    defineAll(sound, unit);
    for (SavedDefinition broken : unit.before().definitions()) {
      if (broken.broken()) {
        tryTo(broken, unit);
      }
    }
    notes.addAll(new RoutineGrants(work.session()).restore(unit.target(), unit.before().grants()));
  }

  /** The target was made for the new data. */
  private void dropMade(SwappedUnit unit) throws SQLException {
    // by its exact name: where case does not count, another spelling names somebody else's
    boolean there = work.session().hasDatabase(unit.target());
    if (there && new Holdings(work.session(), unit.target()).isEmpty()) {
      work.session().execute("DROP DATABASE IF EXISTS " + Sql.name(unit.target()));
    }
  }

  /** All at once; where one fails, each by itself, so that only that one is missing. */
  private void defineAll(List<SavedDefinition> definitions, SwappedUnit unit)
      throws SQLException, IOException {
    try {
      define(definitions);
    } catch (DumpwardenException all) {
      work.scripts().dropAll(unit, unit.scope());
      List<String> failed = new ArrayList<>();
      for (SavedDefinition definition : definitions) {
        try {
          define(List.of(definition));
        } catch (DumpwardenException e) {
          failed.add("%s (%s)".formatted(definition.describe(unit.target()), e.getMessage()));
        }
      }
      if (!failed.isEmpty()) {
        throw new DumpwardenException(
            ErrorCode.SWAP_UNFINISHED,
            "the old tables are in place, but could not make again: " + String.join("; ", failed),
            all);
      }
    }
  }

  private void define(List<SavedDefinition> definitions) throws IOException {
    if (!definitions.isEmpty()) {
      ByteArrayOutputStream script = new ByteArrayOutputStream();
      definitions.forEach(definition -> script.writeBytes(definition.script()));
      work.scripts().load(record, new ByteArrayInputStream(script.toByteArray()));
    }
  }

  /** It did not work before; where it cannot be made, its text is all that there is left of it. */
  private void tryTo(SavedDefinition broken, SwappedUnit unit) throws IOException {
    try {
      define(List.of(broken));
    } catch (DumpwardenException e) {
      notes.add(
          "%s was broken before and could not be made again (%s); its text: %s"
              .formatted(
                  broken.describe(unit.target()),
                  e.getMessage(),
                  new String(broken.script(), java.nio.charset.StandardCharsets.UTF_8)));
    }
  }

  private void check(SwappedUnit unit) throws SQLException {
    List<String> lost =
        new TableMoves(work.session(), List.of(unit))
            .lost().stream()
                .filter(move -> !move.isOfNewData())
                .map(move -> "table " + move.table())
                .collect(Collectors.toCollection(ArrayList::new));
    Set<String> there =
        new Holdings(work.session(), unit.target())
            .definitions(unit.scope()).stream().map(Rollback::key).collect(Collectors.toSet());
    for (SavedDefinition saved : unit.before().definitions()) {
      if (!saved.broken() && !there.contains(saved.kind() + saved.name())) {
        if (saved.kind() == DefinitionKind.EVENT) {
          notes.add(saved.describe(unit.target()) + " is not there: its time may have passed");
        } else {
          lost.add(saved.describe(unit.target()));
        }
      }
    }
    if (!lost.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.SWAP_UNFINISHED,
          "after the rollback %s lacks %s".formatted(unit.target(), String.join(", ", lost)));
    }
  }

  private static String key(Definition definition) {
    return definition.kind() + definition.name();
  }
}
