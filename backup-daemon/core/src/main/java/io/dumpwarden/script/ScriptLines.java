package io.dumpwarden.script;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Tells which statement a line of a dump belongs to. Remembers the statements that began last, more
 * than a client can be behind. For one thread that shows it the dump; any may ask.
 */
public final class ScriptLines {

  /**
   * A statement of a dump.
   *
   * @param statement its kind and object: {@code INSERT INTO `shop`.`orders`}
   * @param firstLine where it begins, counted from 1
   */
  public record Place(String statement, long firstLine) {}

  /** The next bytes of the raw SQL, cut anywhere. */
  public void see(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * The last statement that began at this line or before.
   *
   * @param line counted from 1
   * @return empty where it was not seen, or is forgotten
   */
  public synchronized Optional<Place> at(long line) {
    throw new UnsupportedOperationException("to come");
  }

  /** Reads a dump again, up to that line. */
  public static Optional<Place> find(InputStream sql, long line) throws IOException {
    throw new UnsupportedOperationException("to come");
  }
}
