package io.dumpwarden.load;

import io.dumpwarden.script.ScriptChoice;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How frames are loaded.
 *
 * @param connections at most so many load rows at once
 * @param withoutBinlog keep the load out of the server's binary log
 * @param choice what passes, and under which names
 * @param token of what is loaded: a load goes on only where one of the same token stopped
 * @param resumes go on where an earlier load of the same token stopped
 * @param beside takes the SQL of everything but rows, as it is in the dump; not closed; null for
 *     none
 */
public record LoadWishes(
    int connections,
    boolean withoutBinlog,
    ScriptChoice choice,
    String token,
    boolean resumes,
    @Nullable OutputStream beside) {

  /** A statement, what is read of a frame, and what the driver keeps to send: generously. */
  public static final long HEAP_PER_CONNECTION = 32L * 1024 * 1024;

  public LoadWishes {
    if (connections < 1) {
      throw new IllegalArgumentException("at least one connection");
    }
  }

  /** Everything as it is. */
  public static LoadWishes plain(int connections, String token) {
    return new LoadWishes(connections, false, ScriptChoice.EVERYTHING, token, false, null);
  }
}
