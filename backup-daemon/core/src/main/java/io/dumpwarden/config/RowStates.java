package io.dumpwarden.config;

import java.util.List;

/** What was last seen of the configuration rows. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface RowStates {

  List<RowState> all();

  void save(RowState state);

  void remove(RowRef row);
}
