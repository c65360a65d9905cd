package io.dumpwarden.app.command;

import io.dumpwarden.view.Ages;
import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.PlanView;
import java.time.Instant;
import java.util.List;

/** What retention thinks of copies, for people. */
final class PlanTable {

  private PlanTable() {}

  static Table of(List<PlanView> views, Instant now) {
    Table table =
        new Table("SCHEDULE", "STORAGE", "SERVER", "DATABASE", "MADE", "STORED", "ACTION", "WHY");
    for (PlanView view : views) {
      table.row(
          view.schedule(),
          view.storage(),
          view.server(),
          view.database(),
          Ages.withAge(view.madeAt(), now),
          Bytes.text(view.storedBytes()),
          view.action(),
          view.reason());
    }
    return table;
  }
}
