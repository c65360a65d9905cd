package io.dumpwarden.load;

import io.dumpwarden.dump.RowsProgress;
import java.util.function.Supplier;

/** Told how far a load is. Called by any of its threads. */
public interface LoadListener {

  LoadListener UNHEARD =
      new LoadListener() {
        @Override
        public void passed(long rawBytes) {}

        @Override
        public void say(String line) {}
      };

  /**
   * @param rawBytes of SQL that were loaded so far, of all frames
   */
  void passed(long rawBytes);

  /** How far the tables are, for who asks from time to time, on any thread. */
  default void follow(Supplier<RowsProgress> tables) {}

  /** A line for people. */
  void say(String line);
}
