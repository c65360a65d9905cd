package io.dumpwarden.admin.page;

import io.dumpwarden.view.BackupView;
import io.dumpwarden.view.BackupView.CopyView;
import io.dumpwarden.view.DrillView;
import io.dumpwarden.view.RestoreView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One backup.
 *
 * @param facts null where no manifest can be read
 * @param rawDigest null until it was proven
 * @param hasRun whether its run is still on record
 * @param verifying whether this node verifies it now
 */
public record BackupPage(
    BackupRow row,
    @Nullable ManifestFacts facts,
    @Nullable String rawDigest,
    @Nullable String hint,
    boolean hasRun,
    List<RestoreView> restores,
    List<DrillView> drills,
    boolean verifying) {

  public BackupView backup() {
    return row.backup();
  }

  public List<CopyView> copies() {
    return row.backup().copies();
  }

  public CopyBadge badge(CopyView copy) {
    return row.copies().get(row.backup().copies().indexOf(copy));
  }

  /** Whether there is anything that could be downloaded, verified or deleted. */
  public boolean isThere() {
    return copies().stream()
        .anyMatch(copy -> !copy.status().equals("deleted") && !copy.status().equals("failed"));
  }

  /**
   * Whether its contents may be downloaded as they rest: by admins, or where they are encrypted.
   */
  public boolean mayTake(Frame frame) {
    return frame.admin() || frame.operator() && facts != null && facts.encryption() != null;
  }

  /** How much smaller it is than what was dumped: {@code 12.3×}. */
  public @Nullable String ratio() {
    BackupView backup = row.backup();
    return backup.rawBytes() <= 0 || backup.storedBytes() <= 0
        ? null
        : String.format(
            java.util.Locale.ROOT, "%.1f×", (double) backup.rawBytes() / backup.storedBytes());
  }
}
