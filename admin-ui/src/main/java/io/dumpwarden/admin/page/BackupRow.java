package io.dumpwarden.admin.page;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.view.BackupView;
import java.time.Instant;
import java.util.List;

/** A backup in a list. */
public record BackupRow(BackupView backup, List<CopyBadge> copies) {

  static BackupRow of(Backup backup, Instant now) {
    BackupView view = BackupView.of(backup);
    return new BackupRow(
        view, view.copies().stream().map(copy -> CopyBadge.of(copy, now)).toList());
  }

  /** Whether a restore can begin from it: it is good, and a copy of it may be there. */
  public boolean restorable() {
    return backup.good()
        && backup.copies().stream()
            .anyMatch(copy -> copy.status().equals("stored") || copy.status().equals("expired"));
  }

  /** Its databases, the first ones by name. */
  public String title() {
    List<String> names = backup.databases();
    int shown = 3;
    return names.size() <= shown
        ? String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, shown)), names.size() - shown);
  }
}
