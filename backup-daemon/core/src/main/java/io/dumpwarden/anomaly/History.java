package io.dumpwarden.anomaly;

import java.util.List;

/**
 * The backups before one that it is compared with: good, of its series, made in the same way, none
 * of them suspicious, none older than the last that somebody accepted.
 *
 * @param past newest first
 * @param accepted whether the oldest of them is one that somebody accepted: then one is enough
 */
public record History(List<Measure> past, boolean accepted) {

  public History {
    past = List.copyOf(past);
  }
}
