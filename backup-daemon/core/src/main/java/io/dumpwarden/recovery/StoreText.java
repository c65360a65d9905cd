package io.dumpwarden.recovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The rows of the metadata store as SQL text, of one moment: what either engine reads, whichever
 * wrote it. Every method may throw {@code METADATA_UNAVAILABLE}.
 */
public interface StoreText {

  /**
   * What a text holds.
   *
   * @param schemaVersion of the tables that its rows fit into
   */
  record Contents(String schemaVersion, long tables, long rows) {}

  /** The end of a whole text, which has the number of rows behind it. */
  String END = "-- Dumpwarden metadata completed: ";

  /**
   * Writes every row, and counts them against the store as of the same moment. Memory is bounded.
   *
   * @param out is left open
   * @throws IOException where {@code out} takes no more
   */
  Contents write(OutputStream out) throws IOException;

  /** Whether the store has no rows that somebody would miss; true for one without tables. */
  boolean isEmpty();

  /**
   * Makes the tables where there are none, and then all rows in one transaction.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code TARGET_NOT_EMPTY} where {@link #isEmpty}
   *     is false; {@code CONFIG_INVALID} where the tables are of another version; {@code
   *     BACKUP_CORRUPT} where the text has no end
   */
  Contents read(InputStream text, String schemaVersion) throws IOException;
}
