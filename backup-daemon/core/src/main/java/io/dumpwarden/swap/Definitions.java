package io.dumpwarden.swap;

import java.io.IOException;
import java.io.InputStream;

/**
 * The SQL text that makes triggers, views, routines and events of the new data, for a client
 * program; it names the target databases by {@code USE}. It is read once, into the journal, so that
 * a recovery has it too.
 */
@FunctionalInterface
public interface Definitions {

  /** The text from its start; closed by the caller. */
  InputStream open() throws IOException;

  /** There are none. */
  static Definitions none() {
    return InputStream::nullInputStream;
  }
}
