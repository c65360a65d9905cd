package io.dumpwarden.drill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Drills on record. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface DrillStore extends DrillSummary, DrillEnds {

  /** Records a drill as running, before anything is done. */
  void begin(Drill drill);

  /**
   * Records how a running drill ended; one that somebody took for interrupted meanwhile gets its
   * true end.
   *
   * @return whether it was still open
   */
  boolean finish(Drill drill);

  Optional<Drill> find(String id);

  /** Newest first, results left out (null). */
  List<Drill> list(DrillFilter filter);

  /**
   * Running ones whose node is no longer known, or whose node's lease ended longer than {@code
   * grace} ago by the store's clock.
   */
  List<Drill> abandoned(Duration grace);

  /** The drill with this {@link Drill#tag}; empty where none, or more than one, has it. */
  Optional<Drill> ofTag(String tag);
}
