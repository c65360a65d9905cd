package io.dumpwarden.swap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.swap.SwapUnit.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps of one database that is replaced: all that a rollback and a roll-forward
 * need.
 *
 * @param target the database that is replaced
 * @param staging where the new data was loaded
 * @param old where the old tables wait
 * @param whole whether all of the target is replaced
 * @param names where not: which tables, views and sequences
 * @param before the target as it was; of no meaning until the phase is PREPARED, as what follows
 * @param after what is to come
 */
record SwappedUnit(
    String target,
    String staging,
    String old,
    boolean whole,
    Set<String> names,
    Before before,
    After after) {

  /**
   * @param existed whether there was such a database
   * @param options what stood behind its name in SHOW CREATE DATABASE
   * @param tables those that make way
   * @param keys the foreign keys of these tables
   * @param definitions with all that makes them again
   * @param grants on its routines, which the server forgets when these are dropped
   */
  record Before(
      boolean existed,
      String options,
      List<String> tables,
      List<ForeignKey> keys,
      List<SavedDefinition> definitions,
      List<RoutineGrant> grants) {

    static final Before NOTHING = new Before(false, "", List.of(), List.of(), List.of(), List.of());
  }

  /**
   * @param options of the staging database, for the target
   * @param tables those that were loaded
   * @param keys the foreign keys of these tables, as they are to be in the target
   * @param expected what must be there in the end, by kind; null where nobody knows
   */
  record After(
      String options,
      List<String> tables,
      List<ForeignKey> keys,
      @Nullable Map<ObjectKind, List<String>> expected) {

    static final After NOTHING = new After("", List.of(), List.of(), null);
  }

  /**
   * A table on its way between databases.
   *
   * @param replaces the database where the old table of that name goes; null where there is none
   */
  record Move(
      String table, String from, String to, boolean isOfNewData, @Nullable String replaces) {

    Move back() {
      return new Move(table, to, from, isOfNewData, replaces);
    }

    /** As RENAME TABLE has it. */
    String sql() {
      return Sql.name(from, table) + " TO " + Sql.name(to, table);
    }
  }

  static SwappedUnit of(SwapUnit unit, SwapNames names, int n) {
    return new SwappedUnit(
        unit.database(),
        names.staging(n),
        names.old(n),
        unit.isWhole(),
        unit.scope().names(),
        Before.NOTHING,
        After.NOTHING);
  }

  SwappedUnit with(Before known, After wanted) {
    return new SwappedUnit(target, staging, old, whole, names, known, wanted);
  }

  /** What was asked for. */
  @JsonIgnore
  Scope scope() {
    return whole ? new SwapUnit.Whole() : new SwapUnit.Tables(names);
  }

  /**
   * What gives way to the new data. Of chosen tables it is those that there is something new for:
   * what a pattern fits, and no backup holds, stays.
   */
  @JsonIgnore
  Scope replaced() {
    if (whole) {
      return new SwapUnit.Whole();
    }
    Set<String> given = new HashSet<>(after.tables());
    given.addAll(expectedViews());
    given.retainAll(names);
    return new SwapUnit.Tables(given);
  }

  private List<String> expectedViews() {
    return after.expected() == null
        ? List.of()
        : after.expected().getOrDefault(ObjectKind.VIEW, List.of());
  }

  /** Every table that changes places: the old ones first. */
  @JsonIgnore
  List<Move> moves() {
    return Stream.concat(
            before.tables().stream().map(name -> new Move(name, target, old, false, null)),
            after.tables().stream().map(this::moveIn))
        .toList();
  }

  private Move moveIn(String table) {
    return new Move(table, staging, target, true, before.tables().contains(table) ? old : null);
  }
}
