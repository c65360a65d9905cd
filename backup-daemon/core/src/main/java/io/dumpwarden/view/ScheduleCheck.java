package io.dumpwarden.view;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.FireTimes;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.view.Findings.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Holds a schedule against the other rows, the calendar and the servers as they are now. */
public final class ScheduleCheck {

  private static final int FIRES = 5;

  /** A fire as an instant and on the schedule's own clock. */
  private record Fire(Instant at, String local) {}

  /** What would be dumped of a server. */
  private record Selected(String name, List<String> databases) {}

  private final ConfigSnapshot snapshot;
  private final SelectedDatabases selected;
  private final Instant now;

  public ScheduleCheck(ConfigSnapshot snapshot, SelectedDatabases selected, Instant now) {
    this.snapshot = snapshot;
    this.selected = selected;
    this.now = now;
  }

  public Findings of(String name) {
    Findings found = new Findings();
    List<Problem> problems =
        snapshot.problems().getOrDefault(new RowRef(ConfigKind.SCHEDULE, name), List.of());
    for (Problem problem : problems) {
      found.add(
          "row",
          Result.ERROR,
          RowForms.SCHEDULE.describe(problem),
          ErrorCode.CONFIG_INVALID.hint());
    }
    if (problems.isEmpty()) {
      found.ok("row", "valid");
    }
    snapshot
        .schedule(name)
        .ifPresent(
            schedule -> {
              state(schedule, found);
              schedule.firing().ifPresent(firing -> fires(firing, found));
              servers(schedule, found);
            });
    return found;
  }

  private void state(Schedule schedule, Findings found) {
    if (!schedule.enabled()) {
      found.warning(
          "state", "disabled: it does not fire", "enable it by `schedule edit --enabled`");
    }
    List<String> storages =
        snapshot.storagesOf(schedule.name()).stream().map(s -> s.name()).toList();
    found.fact("storages", storages);
    if (!storages.isEmpty()) {
      found.ok("storages", String.join(", ", storages));
    }
  }

  private void fires(FireTimes firing, Findings found) {
    found.ok("cron", "%s %s: %s".formatted(firing.cron(), firing.zone(), firing.describe()));
    found.fact("cron", firing.cron());
    found.fact("zone", firing.zone().getId());
    found.fact("words", firing.describe());
    List<Fire> next = new ArrayList<>();
    for (Instant at : firing.next(now, FIRES)) {
      String local = at.atZone(firing.zone()).toOffsetDateTime().toString();
      next.add(new Fire(at, local));
      found.ok("next", "%s = %s".formatted(local, Ages.withAge(at, now)));
    }
    found.fact("next", next);
  }

  private void servers(Schedule schedule, Findings found) {
    List<Selected> all = new ArrayList<>();
    for (Server server : snapshot.serversOf(schedule)) {
      String check = "server " + server.name();
      try {
        Selection.Selected selection =
            selected.on(server, schedule.spec().selection(), snapshot.settings());
        all.add(new Selected(server.name(), selection.databases()));
        report(check, selection, found);
      } catch (DumpwardenException e) {
        found.error(check, e);
      }
    }
    found.fact("servers", all);
  }

  private static void report(String check, Selection.Selected selection, Findings found) {
    if (selection.databases().isEmpty()) {
      found.add(check, Result.ERROR, "no database is selected", ErrorCode.NO_DATABASES.hint());
    } else {
      found.ok(check, String.join(", ", selection.databases()));
    }
    if (!selection.unknown().isEmpty()) {
      found.warning(
          check,
          "has no database " + String.join(", ", selection.unknown()),
          ErrorCode.NO_DATABASES.hint());
    }
  }
}
