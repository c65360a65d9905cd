package io.dumpwarden.restore;

import java.util.List;
import java.util.Optional;

/** The history of restores. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface RestoreStore {

  /** Records one that begins; it is running. */
  void begin(Restore restore);

  /**
   * Records how far it is.
   *
   * @return whether somebody asked for its end
   */
  boolean progress(String id, RestoreProgress progress);

  /** Asks the process at work to end it; does nothing where it has ended. */
  void requestCancel(String id);

  /**
   * Ends a restore. A proven result ({@code SUCCEEDED}, {@code PARTIAL}) overrides {@code
   * INTERRUPTED}; nothing else overrides a final status.
   *
   * @return whether it took effect
   */
  boolean finish(String id, RestoreEnd end);

  Optional<Restore> find(String id);

  /** Newest first. */
  List<Restore> list(RestoreFilter filter);

  List<Restore> running();

  /** Adds lines to a restore's log. */
  void log(String id, List<String> lines);

  /** The log, oldest line first. */
  default List<String> readLog(String id) {
    return readLog(id, 0);
  }

  /**
   * The log, oldest line first.
   *
   * @param after how many lines to leave out
   */
  List<String> readLog(String id, int after);
}
