package io.dumpwarden.admin;

import io.dumpwarden.node.HealthCheck;
import java.time.Instant;
import java.util.List;

/**
 * What a set of checks found.
 *
 * @param at when the last of them had answered, or was given up
 */
public record HealthReport(List<Finding> checks, Instant at) {

  /** What one check found. */
  public record Finding(String name, HealthCheck.Result result) {}

  /** Whether every check passed. */
  public boolean healthy() {
    return checks.stream().allMatch(finding -> finding.result().healthy());
  }
}
