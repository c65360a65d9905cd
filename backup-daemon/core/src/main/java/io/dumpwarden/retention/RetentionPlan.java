package io.dumpwarden.retention;

import java.util.List;

/**
 * What becomes of every copy of a series.
 *
 * @param decisions one for each copy, newest first
 */
public record RetentionPlan(List<Decision> decisions) {

  public RetentionPlan {
    decisions = List.copyOf(decisions);
  }

  /** The copies that go, newest first. */
  public List<Decision> removals() {
    return decisions.stream().filter(Decision::removes).toList();
  }

  /**
   * @throws IllegalArgumentException where the plan does not know the copy
   */
  public Decision decisionOn(String copyId) {
    return decisions.stream()
        .filter(decision -> decision.copy().copyId().equals(copyId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no decision on copy " + copyId));
  }
}
