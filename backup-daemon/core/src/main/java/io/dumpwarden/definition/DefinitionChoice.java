package io.dumpwarden.definition;

import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.OwnTables;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.source.BrokenView;
import java.util.List;

/**
 * Which definitions a dump holds.
 *
 * @param excludedTables tables, sequences and views that are left out whole, a table's triggers
 *     with it
 * @param broken views that cannot be opened; left out
 * @param drops what a restore drops first
 */
public record DefinitionChoice(
    List<TableGlob> excludedTables,
    List<BrokenView> broken,
    boolean triggers,
    boolean routines,
    boolean events,
    DropChoice drops) {

  /** Everything. */
  public static final DefinitionChoice ALL =
      new DefinitionChoice(List.of(), List.of(), true, true, true, DropChoice.STANDARD);

  public DefinitionChoice {
    excludedTables = List.copyOf(excludedTables);
    broken = List.copyOf(broken);
  }

  /** With triggers, routines and events. */
  public static DefinitionChoice of(DumpContents contents, List<BrokenView> broken) {
    return new DefinitionChoice(
        contents.excludeTables(), broken, true, true, true, DropChoice.STANDARD);
  }

  /** The same with other kinds of code. */
  public DefinitionChoice code(boolean withTriggers, boolean withRoutines, boolean withEvents) {
    return new DefinitionChoice(
        excludedTables, broken, withTriggers, withRoutines, withEvents, drops);
  }

  /** The same, dropping other things first. */
  public DefinitionChoice dropping(DropChoice first) {
    return new DefinitionChoice(excludedTables, broken, triggers, routines, events, first);
  }

  /** Whether a table, sequence or view is left out. */
  boolean leavesOut(String database, String name) {
    return OwnTables.has(name)
        || excludedTables.stream().anyMatch(glob -> glob.matches(database, name))
        || broken.stream()
            .anyMatch(view -> view.database().equals(database) && view.name().equals(name));
  }
}
