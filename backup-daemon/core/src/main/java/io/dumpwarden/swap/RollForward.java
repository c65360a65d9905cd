package io.dumpwarden.swap;

import io.dumpwarden.swap.Holdings.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Puts the new data in place. */
final class RollForward {

  private final Workplace work;
  private final SwapRecord record;
  private final List<String> notes = new ArrayList<>();

  RollForward(Workplace work, SwapRecord record) {
    this.work = work;
    this.record = record;
  }

  /** What should be known of the way that it went. */
  List<String> notes() {
    return notes;
  }

  /** From PREPARED to RENAMED: the one statement, and what must go out of its way. */
  void exchange() throws SQLException, IOException {
    for (SwappedUnit unit : record.units()) {
      work.step("clearing the way in " + unit.target(), () -> clearWay(unit));
    }
    work.step("phase renaming", () -> work.journal().advance(Phase.RENAMING));
    for (SwappedUnit unit : record.units()) {
      work.step("making databases for " + unit.target(), () -> makeDatabases(unit));
    }
    work.step("renaming", () -> new TableMoves(work.session(), record.units()).forward());
    work.step("phase renamed", () -> work.journal().advance(Phase.RENAMED));
  }

  /** From RENAMED to DONE; may be repeated from wherever it broke off. */
  void complete() throws SQLException, IOException {
    for (SwappedUnit unit : record.units()) {
      work.step(
          "dropping definitions of " + unit.target(),
          () -> work.scripts().dropAll(unit, unit.replaced()));
      work.step("defaults of " + unit.target(), () -> setDefaults(unit));
    }
    work.step("foreign keys", this::restoreKeys);
    for (int i = 0; i < record.definitions(); i++) {
      int n = i;
      work.step("definitions " + (n + 1), () -> define(n));
    }
    for (SwappedUnit unit : record.units()) {
      work.step("checking " + unit.target(), () -> check(unit));
    }
    work.step("phase done", () -> work.journal().advance(Phase.DONE));
  }

  /** Applications may go on reading: views and routines stay until the tables have moved. */
  private void clearWay(SwappedUnit unit) throws SQLException {
    Holdings target = new Holdings(work.session(), unit.target());
    List<Definition> inTheWay =
        target.definitions(unit.replaced()).stream()
            .filter(definition -> isInTheWay(definition, unit))
            .toList();
    work.scripts().drop(unit, inTheWay);
  }

  private static boolean isInTheWay(Definition definition, SwappedUnit unit) {
    return switch (definition.kind()) {
      case EVENT, TRIGGER -> true;
      case VIEW -> unit.after().tables().contains(definition.name());
      case PROCEDURE, FUNCTION, PACKAGE, PACKAGE_BODY -> false;
    };
  }

  private void makeDatabases(SwappedUnit unit) throws SQLException {
    if (!unit.before().existed()) {
      work.session().execute("CREATE DATABASE IF NOT EXISTS " + Sql.name(unit.target()));
    }
    work.session().execute("CREATE DATABASE IF NOT EXISTS " + Sql.name(unit.old()));
  }

  private void setDefaults(SwappedUnit unit) throws SQLException {
    if (unit.whole() || !unit.before().existed()) {
      new DatabaseOptions(work.session()).take(unit.target(), unit.after().options());
    }
    new SequenceDefaults(work.session()).pointAtTarget(unit);
  }

  private void restoreKeys() throws SQLException {
    ForeignKeys keys = new ForeignKeys(work.session());
    for (SwappedUnit unit : record.units()) {
      keys.restore(unit.after().keys());
    }
  }

  private void define(int n) throws IOException {
    try (InputStream text = work.journal().definitions(n)) {
      work.scripts().load(record, text);
    }
  }

  private void check(SwappedUnit unit) throws SQLException {
    notes.addAll(new RoutineGrants(work.session()).restore(unit.target(), unit.before().grants()));
    if (unit.after().expected() != null) {
      notes.addAll(
          new Shortfall(work.session()).requireAll(unit.target(), unit.after().expected()));
    }
  }
}
