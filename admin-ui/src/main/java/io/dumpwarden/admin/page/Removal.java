package io.dumpwarden.admin.page;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.ServerSelector;
import java.util.List;
import java.util.Set;

/** Says what the removal of a row would do, and what stands against it. */
public final class Removal {

  static final String TEMPLATE = "page/remove.jte";

  /**
   * @param action where the confirmation is posted to
   * @param happens what will happen, a sentence each
   * @param stays what will not
   * @param neededBy what has to let go of it first; the removal is refused while there is any
   */
  public record Page(
      String noun,
      String name,
      String action,
      String back,
      List<String> happens,
      List<String> stays,
      List<Use> neededBy) {

    public boolean allowed() {
      return neededBy.isEmpty();
    }
  }

  /** Something that names the row. */
  public record Use(String what, String address) {}

  private final ConfigRows rows;

  Removal(ConfigRows rows) {
    this.rows = rows;
  }

  Page server(ConfigRow row) {
    String at = Links.of("/servers", row.key());
    List<Use> uses =
        rows.list(ConfigKind.SCHEDULE).stream()
            .filter(schedule -> namedBy(schedule).contains(row.key()))
            .map(s -> new Use("schedule " + s.key(), Links.of("/schedules", s.key())))
            .toList();
    return new Page(
        "server",
        row.key(),
        at + "/remove",
        at,
        List.of(
            "Dumpwarden forgets its address, its accounts and its passwords.",
            "Schedules that select it by a pattern or a label no longer back it up."),
        List.of(
            "Its runs, backups and restores stay in the history, under its name.",
            "Stored copies stay where they are, and retention goes on for them by the rules there are."),
        uses);
  }

  Page storage(ConfigRow row, long copies) {
    String at = Links.of("/storages", row.key());
    List<Use> uses =
        rows.list(ConfigKind.RETENTION_RULE).stream()
            .filter(rule -> row.key().equals(rule.fields().get("storage")))
            .map(
                rule ->
                    new Use(
                        "schedule %s writes to it".formatted(rule.fields().get("schedule")),
                        Links.of("/schedules", "" + rule.fields().get("schedule"))))
            .toList();
    return new Page(
        "storage",
        row.key(),
        at + "/remove",
        at,
        List.of(
            "Dumpwarden forgets its address and its credentials.",
            copies == 0
                ? "No copies are known to rest there."
                : "%s copies that rest there can no longer be restored, verified or removed from here."
                    .formatted(Words.number(copies))),
        List.of(
            "Every stored file stays where it is; nothing is deleted.",
            "The history of its backups stays."),
        uses);
  }

  private static Set<String> namedBy(ConfigRow schedule) {
    String text = schedule.fields().get("servers");
    try {
      return text == null ? Set.of() : ServerSelector.parse(text).plainNames();
    } catch (IllegalArgumentException e) {
      return Set.of();
    }
  }
}
