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
      work.step("old options and keys of " + unit.target(), () -> restoreTables(unit));
    }
    defineOld();
    for (SwappedUnit unit : record.units()) {
      work.step("checking " + unit.target(), () -> check(unit));
    }
    work.step("phase rolled back", () -> work.journal().advance(Phase.ROLLED_BACK));
  }

  /** Triggers forbid the move; the rest would be in the way of the old ones. */
  private void dropNew(SwappedUnit unit) throws SQLException {
    work.scripts().dropAll(unit, unit.scope());
  }

  private void restoreTables(SwappedUnit unit) throws SQLException {
    if (!unit.before().existed()) {
      dropMade(unit);
      return;
    }
    if (unit.whole()) {
      new DatabaseOptions(work.session()).restore(unit.target(), unit.before().options());
    }
    new ForeignKeys(work.session()).restore(unit.before().keys());
  }

  /** A definition that could not be made again yet. */
  private record Failed(SwappedUnit unit, SavedDefinition definition, String why) {

    String describe() {
      return "%s (%s)".formatted(definition.describe(unit.target()), why);
    }
  }

  /** Those of one database may need those of another: what fails is tried again after the rest. */
  private void defineOld() throws SQLException, IOException {
    List<Failed> failed = new ArrayList<>();
    for (SwappedUnit unit : units()) {
      work.step("old definitions of " + unit.target(), () -> failed.addAll(defineAll(unit)));
    }
    List<Failed> left = failed;
    int before = Integer.MAX_VALUE;
    while (!left.isEmpty() && left.size() < before) {
      before = left.size();
      left = again(left);
    }
    if (!left.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.SWAP_UNFINISHED,
          "the old tables are in place, but could not make again: "
              + left.stream().map(Failed::describe).collect(Collectors.joining("; ")));
    }
    for (SwappedUnit unit : units()) {
      for (SavedDefinition broken : unit.before().definitions()) {
        if (broken.broken()) {
          tryTo(broken, unit);
        }
      }
      RoutineGrants grants = new RoutineGrants(work.session());
      notes.addAll(grants.restore(unit.target(), unit.before().grants()));
    }
  }

  private List<SwappedUnit> units() {
    return record.units().stream().filter(unit -> unit.before().existed()).toList();
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
  private List<Failed> defineAll(SwappedUnit unit) throws SQLException, IOException {
    List<SavedDefinition> sound =
        unit.before().definitions().stream().filter(definition -> !definition.broken()).toList();
    try {
      define(sound);
      return List.of();
    } catch (DumpwardenException all) {
      work.scripts().dropAll(unit, unit.scope());
      return again(
          sound.stream().map(one -> new Failed(unit, one, "" + all.getMessage())).toList());
    }
  }

  private List<Failed> again(List<Failed> definitions) throws IOException {
    List<Failed> failed = new ArrayList<>();
    for (Failed one : definitions) {
      try {
        define(List.of(one.definition()));
      } catch (DumpwardenException e) {
        failed.add(new Failed(one.unit(), one.definition(), "" + e.getMessage()));
      }
    }
    return failed;
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
