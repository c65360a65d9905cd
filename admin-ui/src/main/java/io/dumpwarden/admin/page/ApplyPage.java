package io.dumpwarden.admin.page;

import io.dumpwarden.view.PlanView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applying the rules now: what would go, or what went.
 *
 * @param schedule whose copies; empty for all
 * @param bySchedule how many copies go of each
 * @param done what became of it; null before
 */
public record ApplyPage(
    String schedule, RetentionLook look, Map<String, Long> bySchedule, @Nullable Done done) {

  /**
   * How it ended.
   *
   * @param left what should have gone and is still there
   * @param locked what goes when its storage lets go of it
   */
  public record Done(List<PlanView> removed, List<PlanView> left, List<PlanView> locked) {

    public long bytes() {
      return PlanView.bytes(removed);
    }
  }
}
