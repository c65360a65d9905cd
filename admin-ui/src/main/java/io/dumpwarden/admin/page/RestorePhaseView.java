package io.dumpwarden.admin.page;

import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.RestorePhase;
import io.dumpwarden.view.RestoreView;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of a restore, as people follow it.
 *
 * @param state {@code done}, {@code now}, {@code stopped} or {@code to-come}
 */
public record RestorePhaseView(String name, String what, String state) {

  private record Step(String name, String what, RestorePhase first, RestorePhase last) {}

  /** The steps in their order; what a restore does not do is left out. */
  static List<RestorePhaseView> of(RestoreView restore) {
    RestorePhase at = phase(restore.phase());
    boolean running = restore.status().equals("running");
    boolean good = restore.status().equals("succeeded");
    List<RestorePhaseView> all = new ArrayList<>();
    for (Step step : steps(restore.mode(), at)) {
      boolean behind = good || at.compareTo(step.last()) > 0;
      boolean here = at.compareTo(step.first()) >= 0 && !behind;
      String state = behind ? "done" : here ? (running ? "now" : "stopped") : "to-come";
      all.add(new RestorePhaseView(step.name(), step.what(), state));
    }
    return List.copyOf(all);
  }

  private static List<Step> steps(String mode, RestorePhase at) {
    boolean replaces = mode.equals(Existing.REPLACE.id()) || mode.equals(Existing.IN_PLACE.id());
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "Check",
            "the copy is read through in full, the target looked at again",
            RestorePhase.CHECKING_SOURCE,
            RestorePhase.CHECKING_TARGET));
    if (replaces || at == RestorePhase.SAFETY_BACKUP) {
      steps.add(
          new Step(
              "Safety backup",
              "what is replaced is backed up, unless that was left out",
              RestorePhase.SAFETY_BACKUP,
              RestorePhase.SAFETY_BACKUP));
    }
    steps.add(
        new Step(
            "Load",
            "the data is loaded and held against the backup's inventory",
            RestorePhase.LOADING,
            RestorePhase.CHECKING_RESULT));
    if (mode.equals(Existing.REPLACE.id()) || at == RestorePhase.SWAPPING) {
      steps.add(
          new Step(
              "Swap",
              "the new data takes the place of the old",
              RestorePhase.SWAPPING,
              RestorePhase.SWAPPING));
    }
    if (at == RestorePhase.USERS) {
      steps.add(
          new Step("Accounts", "accounts and grants", RestorePhase.USERS, RestorePhase.USERS));
    }
    return steps;
  }

  private static RestorePhase phase(String id) {
    for (RestorePhase phase : RestorePhase.values()) {
      if (phase.id().equals(id)) {
        return phase;
      }
    }
    return RestorePhase.CHECKING_SOURCE;
  }
}
