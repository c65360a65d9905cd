package io.dumpwarden.client;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a client program is to work.
 *
 * @param database the current one from the beginning, without which the client does not begin; null
 *     for none
 * @param force whether it goes on after a statement that failed
 * @param heard told of each line on its standard error, on a thread of its own
 */
public record ClientSession(@Nullable String database, boolean force, Consumer<String> heard) {

  /** Stops at the first error. */
  static final ClientSession STRICT = new ClientSession(null, false, line -> {});
}
