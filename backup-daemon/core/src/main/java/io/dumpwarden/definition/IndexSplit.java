package io.dumpwarden.definition;

import io.dumpwarden.definition.TableItem.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table's statement in parts, so that its rows can be loaded before its secondary indexes are
 * built. Executed in their order, they make the table as the whole statement does, the order of its
 * indexes included.
 *
 * @param create the statement without what follows
 * @param indexes statements that add secondary indexes, once the rows are there
 * @param foreignKeys statements that add the foreign keys, once all tables and their indexes are
 *     there; with {@code foreign_key_checks = 0} they do not look at the rows
 */
public record IndexSplit(String create, List<String> indexes, List<String> foreignKeys) {

  /** Without blanks in front, SHOW CREATE TABLE writes no other words than these. */
  private static final Pattern INNODB =
      Pattern.compile("\\A\\)(?: /\\*!.*?\\*/)? ENGINE=InnoDB\\b");

  private static final Set<Kind> KEYS =
      EnumSet.of(Kind.UNIQUE, Kind.PLAIN, Kind.FULLTEXT, Kind.SPATIAL, Kind.OTHER_KEY);

  public IndexSplit {
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /**
   * Splits the statement of an InnoDB table.
   *
   * @param createTable as {@code SHOW CREATE TABLE} gives it, with or without a delimiter, each
   *     character of it or each byte as a character
   * @return empty where there is nothing to split off, or it is not known to be safe
   */
  public static Optional<IndexSplit> of(String createTable) {
    return CreateTable.parse(createTable)
        .filter(table -> table.head().startsWith("CREATE TABLE "))
        .filter(table -> INNODB.matcher(table.tail()).find())
        // a change of theirs is part of their history
        .filter(table -> !table.tail().contains("WITH SYSTEM VERSIONING"))
        .map(IndexSplit::split)
        .filter(split -> !split.indexes.isEmpty() || !split.foreignKeys.isEmpty());
  }

  private static IndexSplit split(CreateTable table) {
    List<TableItem> items = table.items().stream().map(TableItem::new).toList();
    BitSet keys = toKeep(items);
    String alter = "ALTER" + table.head().substring("CREATE".length()).replaceFirst(" \\(\\z", " ");
    List<String> kept = new ArrayList<>();
    List<String> group = new ArrayList<>();
    List<String> indexes = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String text = items.get(i).text();
      Kind kind = items.get(i).kind();
      if (kind == Kind.FOREIGN_KEY) {
        foreign.add("ADD " + text);
      } else if (!KEYS.contains(kind) || keys.get(i)) {
        kept.add(text);
      } else if (kind == Kind.FULLTEXT || kind == Kind.SPATIAL) {
        // only one at a time is built in place
        indexes.addAll(statement(alter, group));
        group.clear();
        indexes.add(alter + "ADD " + text);
      } else {
        group.add("ADD " + text);
      }
    }
    indexes.addAll(statement(alter, group));
    return new IndexSplit(table.with(kept), indexes, statement(alter, foreign));
  }

  private static List<String> statement(String alter, List<String> clauses) {
    return clauses.isEmpty() ? List.of() : List.of(alter + String.join(", ", clauses));
  }

  /**
   * The indexes of the keys that must be there from the beginning. What stands before one stays
   * too: servers list keys of one sort in the order in which they were added. Those over
   * expressions are of a sort of their own, together with those over virtual columns, and listed
   * last.
   */
  private static BitSet toKeep(List<TableItem> items) {
    BitSet keep = new BitSet();
    keep.set(0, lastToKeep(items) + 1);
    Set<String> generated = new HashSet<>();
    boolean expressionFollows = false;
    for (TableItem item : items) {
      if (item.isGenerated()) {
        generated.add(item.column());
      }
    }
    for (int i = items.size() - 1; i >= 0; i--) {
      boolean computed = items.get(i).columns().stream().anyMatch(generated::contains);
      expressionFollows |= items.get(i).isFunctional();
      if (items.get(i).isFunctional() || expressionFollows && computed) {
        keep.set(i);
      }
    }
    return keep;
  }

  /** The index of the last key that rows or counters need, or of a sort not known; or -1. */
  private static int lastToKeep(List<TableItem> items) {
    Optional<TableItem> primary =
        items.stream().filter(item -> item.kind() == Kind.PRIMARY).findFirst();
    Optional<String> counter =
        items.stream().filter(TableItem::isCounter).map(TableItem::column).findFirst();
    boolean counted = counter.isEmpty() || primary.map(IndexSplit::first).equals(counter);
    int last = -1;
    for (int i = 0; i < items.size(); i++) {
      TableItem item = items.get(i);
      if (KEYS.contains(item.kind())) {
        boolean counts = !counted && first(item).equals(counter.get());
        boolean storesRows = primary.isEmpty() && item.kind() == Kind.UNIQUE;
        last = counts || storesRows || isUnknown(item) ? i : last;
        counted |= counts;
      }
    }
    return last;
  }

  private static String first(TableItem key) {
    List<String> columns = key.columns();
    return columns.isEmpty() ? "" : columns.get(0);
  }

  /** Such as MariaDB's keys over periods, vectors and hashes. */
  private static boolean isUnknown(TableItem key) {
    return key.kind() == Kind.OTHER_KEY || key.columns().isEmpty() && !key.isFunctional();
  }
}
