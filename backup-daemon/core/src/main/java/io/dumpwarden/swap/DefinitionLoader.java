package io.dumpwarden.swap;

import io.dumpwarden.source.Login;
import java.io.IOException;
import java.io.InputStream;

/** Has a client program execute SQL text that a connection of ours cannot send. Thread-safe. */
@FunctionalInterface
public interface DefinitionLoader {

  /**
   * Executes everything, bytes untouched, and returns when the client ended well.
   *
   * @param sql closed by the caller
   * @throws io.dumpwarden.error.DumpwardenException with the server's message at the first
   *     statement that fails; what follows it is not executed
   * @throws IOException when the text cannot be read
   */
  void load(Login login, InputStream sql) throws IOException;
}
