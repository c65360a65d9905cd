package io.dumpwarden.app.command;

import io.dumpwarden.view.BackupView;
import io.dumpwarden.view.BackupView.CopyView;
import io.dumpwarden.view.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run made, a line for each file. */
final class BackupTable {

  private BackupTable() {}

  static Table of(List<BackupView> backups) {
    Table table =
        new Table(
            "FILE", "STATUS", "DUMPED", "STORED", "RATIO", "SECONDS", "RATE", "POSITION", "WHERE");
    for (BackupView backup : backups) {
      table.row(
          file(backup),
          backup.status(),
          Bytes.text(backup.rawBytes()),
          Bytes.text(backup.storedBytes()),
          ratio(backup),
          String.format(Locale.ROOT, "%.1f", backup.durationSeconds()),
          rate(backup),
          backup.position() == null ? "-" : backup.position().text(),
          backup.copies().stream().map(BackupTable::where).collect(Collectors.joining(", ")));
    }
    return table;
  }

  private static String file(BackupView backup) {
    return backup.copies().isEmpty() ? "-" : backup.copies().get(0).key();
  }

  private static String ratio(BackupView backup) {
    return backup.storedBytes() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f", (double) backup.rawBytes() / backup.storedBytes());
  }

  private static String rate(BackupView backup) {
    return backup.durationSeconds() <= 0
        ? "-"
        : Bytes.text((long) (backup.rawBytes() / backup.durationSeconds())) + "/s";
  }

  private static String where(CopyView copy) {
    return copy.status().equals("stored") ? copy.storage() : copy.storage() + " " + copy.status();
  }
}
