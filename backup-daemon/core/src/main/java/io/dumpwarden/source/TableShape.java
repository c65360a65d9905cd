package io.dumpwarden.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table with its columns and keys.
 *
 * @param engine null where the server cannot open the table
 * @param columns all of them, invisible ones too, in the table's order
 * @param keys the primary key first
 * @param rowEstimate the engine's estimate, not a count
 * @param dataBytes of the rows without secondary indexes, estimated by the engine
 * @param systemVersioned whether it keeps its rows' history, as MariaDB's tables may
 */
public record TableShape(
    String database,
    String name,
    @Nullable String engine,
    List<ColumnFacts> columns,
    List<KeyFacts> keys,
    long rowEstimate,
    long dataBytes,
    boolean systemVersioned) {

  public TableShape {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
  }

  /** The same where nobody is to use its keys. */
  public TableShape withoutKeys() {
    return new TableShape(
        database, name, engine, columns, List.of(), rowEstimate, dataBytes, systemVersioned);
  }
}
