package io.dumpwarden.view;

import io.dumpwarden.retention.RetentionRunner;
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
    List<PlanView> planned =
        PlanView.of(retention.applyAll()).stream().filter(PlanView::removes).toList();
    List<PlanView> after = PlanView.of(retention.preview());
    Set<String> there = after.stream().map(PlanView::identity).collect(Collectors.toSet());
    return new RetentionOutcome(
        planned.stream().filter(view -> !there.contains(view.identity())).toList(),
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
