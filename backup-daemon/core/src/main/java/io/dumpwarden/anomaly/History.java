package io.dumpwarden.anomaly;

import java.util.List;

/**
 * The good backups before one in its series that it is compared with: none of them suspicious, none
 * older than the last that somebody accepted.
 *
 * @param past newest first
 * @param accepted whether the oldest of them is one that somebody accepted: then one is enough
 */
public record History(List<Measure> past, boolean accepted) {

  public History {
    past = List.copyOf(past);
  }
}
