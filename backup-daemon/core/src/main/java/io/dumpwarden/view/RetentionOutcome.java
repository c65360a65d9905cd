package io.dumpwarden.view;

import io.dumpwarden.retention.SeriesPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code retention apply --json} shows; the names are a contract.
 *
 * @param left what should have gone and is still there
 * @param locked what goes when its storage lets go of it
 */
public record RetentionOutcome(List<PlanView> removed, List<PlanView> left, List<PlanView> locked) {

  /**
   * Of what was planned and is looked at again; remembers only what does not simply stay.
   *
   * @param carryOut tells each plan that it carried out
   * @param lookAgain tells each plan as it is then
   */
  static RetentionOutcome of(
      Consumer<Consumer<SeriesPlan>> carryOut, Consumer<Consumer<SeriesPlan>> lookAgain) {
    Map<String, PlanView> gone = new LinkedHashMap<>();
    carryOut.accept(
        plan ->
            PlanView.of(List.of(plan)).stream()
                .filter(PlanView::removes)
                .forEach(view -> gone.put(view.identity(), view)));
    List<PlanView> left = new ArrayList<>();
    List<PlanView> locked = new ArrayList<>();
    lookAgain.accept(
        plan -> {
          for (PlanView view : PlanView.of(List.of(plan))) {
            gone.remove(view.identity());
            if (view.removes()) {
              left.add(view);
            } else if (view.waitsForItsLock()) {
              locked.add(view);
            }
          }
        });
    return new RetentionOutcome(List.copyOf(gone.values()), left, locked);
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
