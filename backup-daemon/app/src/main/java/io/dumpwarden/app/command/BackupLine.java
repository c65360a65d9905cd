package io.dumpwarden.app.command;

import io.dumpwarden.view.BackupView;
import io.dumpwarden.view.Bytes;
import java.util.Locale;
import java.util.stream.Collectors;

/** A backup in one readable line. */
final class BackupLine {

  private BackupLine() {}

  static String of(BackupView backup) {
    String databases = Table.harmless(String.join(",", backup.databases()));
    if (backup.sha256() == null) {
      return "✗ %s/%s %s: %s"
          .formatted(
              backup.server(), databases, backup.status(), Table.harmless("" + backup.message()));
    }
    String copies =
        backup.copies().stream()
            .map(c -> c.status().equals("stored") ? c.storage() : c.storage() + " " + c.status())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "✓ %s/%s  %s dumped, %s stored, %.1f s, on %s  %s",
        backup.server(),
        databases,
        Bytes.text(backup.rawBytes()),
        Bytes.text(backup.storedBytes()),
        backup.durationSeconds(),
        copies,
        backup.id());
  }
}
