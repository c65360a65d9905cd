package io.dumpwarden.source;

import java.util.List;
import java.util.Locale;
import java.util.Set;

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
    List<String> events) {

  /** The engines that a consistent snapshot covers. */
  private static final Set<String> SNAPSHOT_ENGINES = Set.of("innodb", "rocksdb");

  public Inventory {
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    triggers = List.copyOf(triggers);
    routines = List.copyOf(routines);
    events = List.copyOf(events);
  }

  /** Tables that may change while a dump reads them, whatever its snapshot. */
  public List<String> nonTransactionalTables() {
    return tables.stream().filter(Inventory::outsideSnapshot).map(TableFacts::name).toList();
  }

  public List<String> tablesWithGeneratedColumns() {
    return tables.stream().filter(TableFacts::hasGeneratedColumn).map(TableFacts::name).toList();
  }

  /** What the engines say that data and indexes take, in bytes: an estimate. */
  public long dataBytes() {
    return tables.stream().mapToLong(TableFacts::dataBytes).sum();
  }

  private static boolean outsideSnapshot(TableFacts table) {
    String engine = table.engine();
    return engine != null && !SNAPSHOT_ENGINES.contains(engine.toLowerCase(Locale.ROOT));
  }
}
