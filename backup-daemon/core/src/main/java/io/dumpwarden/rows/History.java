package io.dumpwarden.rows;

import java.util.List;

/**
 * The columns that hold from when and until when a row of a system-versioned table was a row of it.
 */
public record History(String start, String end) {

  /** Of tables that do not name them. */
  public static final History UNNAMED = new History("row_start", "row_end");

  List<String> columns() {
    return List.of(start, end);
  }
}
