package io.dumpwarden.config;

import java.time.Instant;
import java.util.List;

/**
 * What was last seen of the configuration rows. Every method may throw {@code
 * METADATA_UNAVAILABLE}.
 */
public interface RowStates {

  List<RowState> all();

  void save(RowState state);

  /** Says when a schedule fires next, and leaves alone what else is known of it. */
  void nextFire(RowRef schedule, Instant at);

  void remove(RowRef row);
}
