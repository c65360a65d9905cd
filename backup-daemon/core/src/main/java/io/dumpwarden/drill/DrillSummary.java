package io.dumpwarden.drill;

import java.util.List;

/** How drills stand. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface DrillSummary {

  /** The newest drill of each schedule, server and scope, results left out. */
  List<Drill> newest();

  /** The newest of them that ended good. */
  List<Drill> newestGood();
}
