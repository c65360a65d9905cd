package io.dumpwarden.script;

import io.dumpwarden.source.ObjectKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a filter met on its way. Grows with the number of objects, not with rows. */
public final class ScriptNotes {

  /**
   * The text of an object that names a database which got another name. The text is as it was.
   *
   * @param database where the object is, by its name in the dump
   * @param named the database that its text names, by its name in the dump
   */
  public record Reference(ObjectKind kind, String database, String name, String named) {

    @Override
    public String toString() {
      return "%s %s of %s refers to %s: still the old name"
          .formatted(kind.word(), name, database, SqlName.quoted(named));
    }
  }

  private final Set<String> databases = new LinkedHashSet<>();
  private final Set<ScriptTable> tables = new LinkedHashSet<>();
  private final Set<Reference> references = new LinkedHashSet<>();

  ScriptNotes() {}

  /** The databases that passed, by their names in the dump and in its order. */
  public Set<String> databases() {
    return Set.copyOf(databases);
  }

  /** The tables, sequences and views that passed, by their names in the dump. */
  public Set<ScriptTable> tables() {
    return Set.copyOf(tables);
  }

  /** Texts that may want to be looked at after a restore under another name. */
  public List<Reference> references() {
    return new ArrayList<>(references);
  }

  void database(String name) {
    databases.add(name);
  }

  void table(ScriptTable table) {
    tables.add(table);
  }

  void reference(Reference reference) {
    references.add(reference);
  }
}
