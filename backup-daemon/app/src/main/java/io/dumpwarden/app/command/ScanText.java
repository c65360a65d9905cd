package io.dumpwarden.app.command;

import io.dumpwarden.view.Ages;
import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.ScanView;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A scan for people. */
final class ScanText {

  private ScanText() {}

  static void print(ScanView view, PrintWriter out) {
    ScanView.Failure error = view.error();
    if (error != null) {
      out.printf("error: %s: %s (%s)%n", view.server(), harmless(error.message()), error.code());
      out.printf("hint: %s%n", harmless(error.hint()));
    }
    Instant scannedAt = view.scannedAt();
    if (scannedAt != null) {
      out.printf(
          "%s: %s %s, %d databases, %s%s%n",
          view.server(),
          view.flavor(),
          harmless(String.valueOf(view.version())),
          view.databases().size(),
          Bytes.text(view.databases().stream().mapToLong(ScanView.Database::bytes).sum()),
          view.stored() ? ", as it was " + ago(scannedAt, view.ageSeconds()) : "");
      table(view).print(out);
      remarks(view, out);
    }
    out.println();
    out.flush();
  }

  private static Table table(ScanView view) {
    Table table =
        new Table(
            "DATABASE",
            "SIZE",
            "TABLES",
            "VIEWS",
            "ROUTINES",
            "EVENTS",
            "TRIGGERS",
            "USERS",
            "LAST BACKUP",
            "SCHEDULES");
    for (ScanView.Database database : view.databases()) {
      table.row(
          database.name(),
          Bytes.text(database.bytes()),
          database.tables(),
          database.views(),
          database.routines(),
          database.events(),
          database.triggers(),
          database.userCount() == null ? "?" : database.userCount(),
          ago(database.lastBackupAt(), database.lastBackupAgeSeconds()),
          database.schedules().isEmpty() ? "none" : String.join(", ", database.schedules()));
    }
    return table;
  }

  private static void remarks(ScanView view, PrintWriter out) {
    if (!view.unprotected().isEmpty()) {
      out.printf("no schedule protects: %s%n", harmless(String.join(", ", view.unprotected())));
    }
    if (view.accessHint() != null) {
      out.printf("to see who has access, run %s%n", harmless(view.accessHint()));
    }
  }

  private static String ago(@Nullable Instant at, @Nullable Long seconds) {
    return at == null || seconds == null
        ? "never"
        : Ages.age(at, at.plus(Duration.ofSeconds(seconds)));
  }

  private static String harmless(String text) {
    return Table.harmless(text);
  }
}
