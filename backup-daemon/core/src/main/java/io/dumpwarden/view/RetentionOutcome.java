package io.dumpwarden.view;

import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.retention.SeriesPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code retention apply --json} shows; the names are a contract.
 *
 * @param left what should have gone and is still there
 * @param locked what goes when its storage lets go of it
 */
public record RetentionOutcome(List<PlanView> removed, List<PlanView> left, List<PlanView> locked) {

  /** Removes what the rules no longer keep. */
  public static RetentionOutcome apply(RetentionRunner retention) {
    List<SeriesPlan> planned = retention.applyAll();
    return of(planned, retention.preview());
  }

  /**
   * Of what the rules of one schedule no longer keep, removes these copies only.
   *
   * @param copies their ids
   */
  public static RetentionOutcome apply(
      RetentionRunner retention, String schedule, Set<String> copies) {
    List<SeriesPlan> planned = retention.applyTo(schedule, copies);
    return of(planned, retention.preview(schedule).plans());
  }

  private static RetentionOutcome of(List<SeriesPlan> planned, List<SeriesPlan> now) {
    List<PlanView> after = PlanView.of(now);
    Set<String> there = after.stream().map(PlanView::identity).collect(Collectors.toSet());
    return new RetentionOutcome(
        PlanView.of(planned).stream()
            .filter(PlanView::removes)
            .filter(view -> !there.contains(view.identity()))
            .toList(),
        after.stream().filter(PlanView::removes).toList(),
        after.stream().filter(PlanView::waitsForItsLock).toList());
  }

  /** What the audit trail says of it. */
  public Map<String, @Nullable String> words() {
    Map<String, @Nullable String> words = new LinkedHashMap<>();
    words.put("removed", String.valueOf(removed.size()));
    words.put("bytes", String.valueOf(PlanView.bytes(removed)));
    words.put("left", String.valueOf(left.size()));
    words.put("locked", String.valueOf(locked.size()));
    return words;
  }
}
