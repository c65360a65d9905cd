package io.dumpwarden.drill;

import io.dumpwarden.source.Login;
import java.util.List;
import java.util.Map;

/**
 * A place to restore a backup into that nobody needs afterwards. Used by one thread; {@link #close}
 * may come from any.
 */
public interface ThrowawayServer extends AutoCloseable {

  /** For people, with the server's version. */
  String describe();

  /** An account that may do there what a restore does. */
  Login login();

  /**
   * The names that the backup's databases get here, by their own; all of them, also where nothing
   * is renamed.
   */
  Map<String, String> databases();

  /** What cannot be proven here, whatever the restore says. */
  List<String> limits();

  /**
   * Removes everything that the restore made. Tries all it can whatever fails, logs what stays, and
   * never throws: what stays is found by its name and swept later. May be called again.
   */
  @Override
  void close();
}
