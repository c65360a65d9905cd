package io.dumpwarden.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as the server's catalog describes it.
 *
 * @param engine null where the server cannot open the table
 * @param rowEstimate the engine's estimate, not a count
 * @param dataBytes data and indexes, estimated by the engine
 * @param hasGeneratedColumn whether any column is computed from others
 * @param systemVersioned whether it keeps its former rows
 * @param triggers their names
 * @param historyByTransaction whether its former rows are told by transactions, not by times
 */
public record TableFacts(
    String name,
    @Nullable String engine,
    long rowEstimate,
    long dataBytes,
    boolean hasGeneratedColumn,
    boolean hasPrimaryKey,
    boolean systemVersioned,
    List<String> triggers,
    boolean historyByTransaction) {

  public TableFacts {
    triggers = listOrNone(triggers);
  }

  /** Of a table whose former rows, if any, are told by times. */
  public TableFacts(
      String name,
      @Nullable String engine,
      long rowEstimate,
      long dataBytes,
      boolean hasGeneratedColumn,
      boolean hasPrimaryKey,
      boolean systemVersioned,
      List<String> triggers) {
    this(
        name,
        engine,
        rowEstimate,
        dataBytes,
        hasGeneratedColumn,
        hasPrimaryKey,
        systemVersioned,
        triggers,
        false);
  }

  /** Manifests of earlier releases lack some lists. */
  static <T> List<T> listOrNone(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
