package io.dumpwarden.load;

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

  /** A line for people. */
  void say(String line);
}
