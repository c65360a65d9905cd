package io.dumpwarden.admin.page;

import io.dumpwarden.view.PlanView;
import io.dumpwarden.view.RetentionOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applying the rules of a schedule now: what would go, or what went.
 *
 * @param schedule whose copies; empty before one was chosen
 * @param schedules to choose from
 * @param look what would go; null where no schedule was chosen
 * @param digest tells the copies that would go from any others
 * @param changed whether other copies would go than those that were confirmed
 * @param done what became of it; null before
 */
public record ApplyPage(
    String schedule,
    List<String> schedules,
    @Nullable RetentionLook look,
    String digest,
    boolean changed,
    @Nullable RetentionOutcome done) {

  /** How much was deleted. */
  public long deleted() {
    return done == null ? 0 : PlanView.bytes(done.removed());
  }
}
