package io.dumpwarden.view;

import io.dumpwarden.retention.CopyVerdict;
import io.dumpwarden.retention.CopyVerdict.Result;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One copy that was to be deleted, as {@code backups delete --json} shows it.
 *
 * @param result {@code deleted}, {@code refused}, {@code locked} or {@code unreachable}; in a plan
 *     {@code may-go}
 * @param reason why it stays; null where it goes
 */
public record DeletionView(
    String backup,
    String server,
    String database,
    Instant madeAt,
    String storage,
    String key,
    long bytes,
    String result,
    @Nullable String reason) {

  public static List<DeletionView> of(List<CopyVerdict> verdicts) {
    return verdicts.stream().map(DeletionView::of).toList();
  }

  private static DeletionView of(CopyVerdict verdict) {
    return new DeletionView(
        verdict.backup().id(),
        verdict.backup().server(),
        verdict.backup().title(),
        verdict.backup().startedAt(),
        verdict.copy().storage(),
        verdict.copy().key(),
        verdict.copy().bytes(),
        verdict.result().id(),
        verdict.reason());
  }

  public boolean deleted() {
    return result.equals(Result.DELETED.id());
  }
}
