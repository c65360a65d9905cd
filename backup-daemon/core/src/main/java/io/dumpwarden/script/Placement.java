package io.dumpwarden.script;

import io.dumpwarden.script.SqlStatement.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides statement by statement what of a dump is wanted, and where it goes. */
final class Placement {

  private final ScriptChoice choice;
  private final DatabaseNames names;
  private final ScriptNotes notes;
  private final boolean anyName;
  private String current;

  /** The table that was spoken of last: triggers follow their table. */
  private @Nullable ScriptTable subject;

  Placement(ScriptChoice choice, DatabaseNames names, ScriptNotes notes) {
    this.choice = choice;
    this.names = names;
    this.notes = notes;
    this.anyName = !choice.isNarrow() && !names.renamesAny();
    this.current = choice.unnamed() == null ? "" : choice.unnamed();
  }

  /** By its name in the dump; empty where none was named yet. */
  String current() {
    return current;
  }

  /**
   * To be called once for each statement.
   *
   * @param rest the word or sign behind what was read of it; empty at its end
   */
  Verdict place(SqlStatement statement, String rest) throws Unplaceable {
    return switch (statement.kind()) {
      case SESSION, UNLOCK -> Verdict.PASS;
      case SERVER -> Verdict.passIf(!choice.isNarrow());
      case USE -> use(statement, rest);
      case CREATE_DATABASE -> database(statement, choice.part().makesDatabases());
      case ALTER_DATABASE -> alterDatabase(statement);
      case DROP_DATABASE -> dropDatabase(statement);
      case TABLE, ROWS, LOCK, VIEW -> ofTable(statement);
      case TRIGGER -> trigger(statement);
      case ROUTINE, EVENT -> code(statement);
      case OTHER -> other(statement);
    };
  }

  private Verdict use(SqlStatement statement, String rest) throws Unplaceable {
    QualifiedName name = statement.name();
    if (name == null || !rest.isEmpty()) {
      return unknownForm();
    }
    current = name.name().text();
    subject = null;
    return database(statement, true);
  }

  private Verdict database(SqlStatement statement, boolean wanted) throws Unplaceable {
    QualifiedName name = statement.name();
    if (name == null) {
      return unknownForm();
    }
    String database = name.name().text();
    Optional<String> target = names.enter(database);
    if (target.isEmpty() || !wanted) {
      return Verdict.DROP;
    }
    notes.database(database);
    return target.get().equals(database)
        ? Verdict.PASS
        : new Verdict(true, List.of(Edit.of(name.name(), SqlName.quoted(target.get()))));
  }

  private Verdict alterDatabase(SqlStatement statement) throws Unplaceable {
    boolean wanted =
        choice.part() != ScriptPart.DATA
            && (choice.tables().isEmpty() || subject != null && choice.wants(subject));
    if (statement.object().isEmpty()) {
      return Verdict.passIf(wanted && isWanted(current));
    }
    return database(statement, wanted);
  }

  /** What is there already is not for the dump to judge. */
  private Verdict dropDatabase(SqlStatement statement) throws Unplaceable {
    return anyName || statement.name() == null ? unknownForm() : Verdict.DROP;
  }

  private Verdict unknownForm() throws Unplaceable {
    if (anyName) {
      return Verdict.PASS;
    }
    throw new Unplaceable("is not written as the dump tools write it");
  }

  private Verdict ofTable(SqlStatement statement) throws Unplaceable {
    QualifiedName name = statement.name();
    if (name == null) {
      return statement.kind() == StatementKind.LOCK ? Verdict.passIf(anyName) : notOfOneDatabase();
    }
    ScriptTable table = new ScriptTable(databaseOf(name), name.name().text());
    if (statement.kind() != StatementKind.VIEW) {
      subject = table;
    }
    boolean wanted =
        isWanted(table.database()) && choice.wants(table) && choice.part().holds(statement.kind());
    if (wanted && statement.verb().equals("CREATE")) {
      notes.table(table);
    }
    return wanted ? renamed(name, null) : Verdict.DROP;
  }

  private Verdict trigger(SqlStatement statement) throws Unplaceable {
    QualifiedName name = statement.name();
    if (name == null) {
      return notOfOneDatabase();
    }
    QualifiedName on = statement.table();
    ScriptTable table = on == null ? subject : new ScriptTable(databaseOf(on), on.name().text());
    if (table == null && !choice.tables().isEmpty()) {
      throw new Unplaceable("does not say for which table it is");
    }
    boolean wanted =
        isWanted(databaseOf(name))
            && choice.part().holds(StatementKind.TRIGGER)
            && (table == null || choice.wants(table));
    return wanted ? renamed(name, on) : Verdict.DROP;
  }

  private Verdict code(SqlStatement statement) throws Unplaceable {
    subject = null;
    QualifiedName name = statement.name();
    if (name == null) {
      return notOfOneDatabase();
    }
    boolean wanted =
        isWanted(databaseOf(name))
            && choice.part().holds(statement.kind())
            && choice.tables().isEmpty();
    return wanted ? renamed(name, null) : Verdict.DROP;
  }

  private Verdict other(SqlStatement statement) throws Unplaceable {
    if (!choice.isNarrow()) {
      return Verdict.PASS;
    }
    if (!current.isEmpty() && choice.target(current).isEmpty()) {
      return Verdict.DROP;
    }
    return notOfOneDatabase();
  }

  private Verdict notOfOneDatabase() throws Unplaceable {
    if (!choice.isNarrow()) {
      return Verdict.PASS;
    }
    throw new Unplaceable("does not say for which database and table it is");
  }

  private String databaseOf(QualifiedName name) {
    return name.databaseName().orElse(current);
  }

  private boolean isWanted(String database) throws Unplaceable {
    if (database.isEmpty()) {
      if (choice.isNarrow()) {
        throw new Unplaceable(
            "comes before any USE: the dump does not say for which database it is");
      }
      return true;
    }
    return choice.soleTarget() != null || choice.target(database).isPresent();
  }

  /** With the new names where the databases are named. */
  private Verdict renamed(QualifiedName name, @Nullable QualifiedName table) throws Unplaceable {
    List<Edit> edits = new ArrayList<>();
    rename(name, edits);
    if (table != null) {
      rename(table, edits);
    }
    return edits.isEmpty() ? Verdict.PASS : new Verdict(true, edits);
  }

  private void rename(QualifiedName name, List<Edit> edits) throws Unplaceable {
    SqlToken database = name.database();
    if (database != null) {
      String target = names.enter(database.text()).orElseThrow();
      if (!target.equals(database.text())) {
        edits.add(Edit.of(database, SqlName.quoted(target)));
      }
    }
  }
}
