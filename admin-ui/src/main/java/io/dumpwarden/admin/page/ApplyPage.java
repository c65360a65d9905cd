package io.dumpwarden.admin.page;

import io.dumpwarden.view.PlanView;
import io.dumpwarden.view.RetentionOutcome;
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
    String schedule,
    RetentionLook look,
    Map<String, Long> bySchedule,
    @Nullable RetentionOutcome done) {

  /** How much was deleted. */
  public long deleted() {
    return done == null ? 0 : PlanView.bytes(done.removed());
  }
}
