package io.dumpwarden.drill;

import java.util.List;

/** How drills ended, for metrics. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface DrillEnds {

  /**
   * Of each schedule, server and scope the newest drill that came to an end (succeeded, partial,
   * failed), whatever was begun since; results left out.
   */
  List<Drill> newestEnded();

  /** The newest of them that ended good. */
  List<Drill> newestGood();
}
