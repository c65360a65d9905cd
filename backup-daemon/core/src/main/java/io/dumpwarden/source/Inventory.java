package io.dumpwarden.source;

import io.dumpwarden.config.OwnTables;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database holds, as far as the account may see it.
 *
 * @param characterSet the database's default character set
 * @param collation the database's default collation
 */
public record Inventory(
    String database,
    String characterSet,
    String collation,
    List<TableFacts> tables,
    List<String> views,
    List<String> triggers,
    List<String> routines,
    List<String> events,
    List<String> sequences) {

  /** The engines that a consistent snapshot covers. */
  private static final Set<String> SNAPSHOT_ENGINES = Set.of("innodb", "rocksdb");

  public Inventory {
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    triggers = List.copyOf(triggers);
    routines = List.copyOf(routines);
    events = List.copyOf(events);
    sequences = TableFacts.listOrNone(sequences);
  }

  /** Of a database that holds nothing. */
  public static Inventory empty(String database) {
    List<String> none = List.of();
    return new Inventory(database, "", "", List.of(), none, none, none, none, none);
  }

  /** The same without tables that are ours and in no dump. */
  public Inventory withoutOwn() {
    return tables.stream().map(TableFacts::name).noneMatch(OwnTables::has)
        ? this
        : new Inventory(
            database,
            characterSet,
            collation,
            tables.stream().filter(table -> !OwnTables.has(table.name())).toList(),
            views,
            triggers,
            routines,
            events,
            sequences);
  }

  /** Whether it holds no object of any kind. */
  public boolean holdsNothing() {
    return Arrays.stream(ObjectKind.values()).allMatch(kind -> names(kind).isEmpty());
  }

  /** Tables that may change while a dump reads them, whatever its snapshot. */
  public List<String> nonTransactionalTables() {
    return tables.stream()
        .filter(table -> isOutsideSnapshot(table.engine()))
        .map(TableFacts::name)
        .toList();
  }

  public List<String> tablesWithoutPrimaryKey() {
    return tables.stream().filter(table -> !table.hasPrimaryKey()).map(TableFacts::name).toList();
  }

  public List<String> tablesWithGeneratedColumns() {
    return tables.stream().filter(TableFacts::hasGeneratedColumn).map(TableFacts::name).toList();
  }

  /** The names of the objects of a kind. */
  public List<String> names(ObjectKind kind) {
    return switch (kind) {
      case TABLE -> tables.stream().map(TableFacts::name).toList();
      case SEQUENCE -> sequences;
      case VIEW -> views;
      case TRIGGER -> triggers;
      case ROUTINE -> routines;
      case EVENT -> events;
    };
  }

  /**
   * What stands here and not in the dump, although it was not left out on purpose: a line for each
   * object, such as {@code view totals of shop}.
   */
  public List<String> missingFrom(DumpedObjects dumped, LeftOut leftOut) {
    return MissingObjects.of(this, dumped, leftOut);
  }

  /** What the engines say that data and indexes take, in bytes: an estimate. */
  public long dataBytes() {
    return tables.stream().mapToLong(TableFacts::dataBytes).sum();
  }

  /** Whether tables of an engine may change while a dump reads them; null: not known. */
  public static boolean isOutsideSnapshot(@Nullable String engine) {
    return engine != null && !SNAPSHOT_ENGINES.contains(engine.toLowerCase(Locale.ROOT));
  }
}
