package io.dumpwarden.swap;

import io.dumpwarden.source.ObjectKind;
import java.util.List;

/**
 * What a replacement will do to a server, found out before anything is touched.
 *
 * @param replaced what of each database goes away or is made anew
 * @param obstacles why it cannot be done by swapping; empty when it can
 * @param warnings what can be done and should be known, a line each
 */
public record SwapPlan(List<Replaced> replaced, List<Obstacle> obstacles, List<String> warnings) {

  public SwapPlan {
    replaced = List.copyOf(replaced);
    obstacles = List.copyOf(obstacles);
    warnings = List.copyOf(warnings);
  }

  /**
   * The objects of one kind of a database that are there and will be replaced.
   *
   * @param names as the server spells them, sorted
   */
  public record Replaced(String database, ObjectKind kind, List<String> names) {

    public Replaced {
      names = List.copyOf(names);
    }
  }
}
