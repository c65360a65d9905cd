package io.dumpwarden.app.command;

import io.dumpwarden.view.Ages;
import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.DeletionView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What became of copies that were to be deleted, for people. */
final class DeletionTable {

  private DeletionTable() {}

  static Table of(List<DeletionView> views, Instant now) {
    Table table =
        new Table("BACKUP", "SERVER", "DATABASE", "MADE", "STORAGE", "STORED", "RESULT", "WHY");
    for (DeletionView view : views) {
      table.row(
          view.backup(),
          view.server(),
          view.database(),
          Ages.withAge(view.madeAt(), now),
          view.storage(),
          Bytes.text(view.bytes()),
          view.result(),
          Objects.requireNonNullElse(view.reason(), ""));
    }
    return table;
  }
}
