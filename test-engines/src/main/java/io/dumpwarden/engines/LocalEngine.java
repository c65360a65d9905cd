package io.dumpwarden.engines;

import java.io.IOException;

/** A server that is a process of this machine, whose end a test may bring about. */
public interface LocalEngine extends SourceEngine {

  /** The process id; it changes with every {@link #restart}. */
  long pid();

  /** Shuts the server down and waits for its end; its data stay. */
  void stop() throws IOException;

  /** Ends the server as {@code kill -9} does, and waits for its end. */
  void kill() throws IOException;

  /** Starts the server again after its end, on the same port and data. */
  void restart() throws IOException;
}
