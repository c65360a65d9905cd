package io.dumpwarden.rows;

import java.util.List;

/**
 * The columns that hold from when and until when a row of a system-versioned table was a row of it.
 * Not for tables whose history is told by transactions: no server takes that back.
 */
public record History(String start, String end) {

  /** Of tables that do not name them. */
  public static final History UNNAMED = new History("row_start", "row_end");

  /** What lets a session insert former rows; servers that do not know it pass over it. */
  public static final String SESSION =
      "/*M!101100 SET @@SESSION.system_versioning_insert_history=1 */";

  List<String> columns() {
    return List.of(start, end);
  }
}
