package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.PlanView;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what retention would remove, and why. */
@Command(
    name = "preview",
    description = "Shows what would be removed now, and why; touches nothing.")
final class RetentionPreviewCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--schedule", paramLabel = "NAME", description = "Only this schedule's copies.")
  private @Nullable String schedule;

  @Option(names = "--all", description = "Show what stays too; JSON always does.")
  private boolean all;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  RetentionPreviewCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      requireSchedule(platform);
      List<PlanView> views =
          PlanView.of(platform.retention().preview()).stream()
              .filter(view -> schedule == null || view.schedule().equals(schedule))
              .toList();
      if (json) {
        CommandContext.out(spec).println(Json.of(views));
      } else {
        print(views, platform.clock().instant());
      }
    }
    return ExitCode.DONE;
  }

  private void requireSchedule(Platform platform) {
    if (schedule == null || schedule.equals(Schedule.MANUAL)) {
      return;
    }
    List<ConfigRow> rows = platform.rows().list(ConfigKind.SCHEDULE);
    if (rows.stream().noneMatch(row -> row.key().equals(schedule))) {
      throw RowCommand.missing(RowForms.SCHEDULE, schedule, rows);
    }
  }

  private void print(List<PlanView> views, Instant now) {
    PrintWriter out = CommandContext.out(spec);
    List<PlanView> removals = views.stream().filter(PlanView::removes).toList();
    List<PlanView> locked = views.stream().filter(PlanView::waitsForItsLock).toList();
    List<PlanView> shown =
        all
            ? views
            : views.stream().filter(view -> view.removes() || view.waitsForItsLock()).toList();
    if (!shown.isEmpty()) {
      PlanTable.of(shown, now).print(out);
    }
    out.printf(
        "%d of %d copies would be removed (%s)%n",
        removals.size(), views.size(), Bytes.text(PlanView.bytes(removals)));
    if (!locked.isEmpty()) {
      out.printf("%d more are locked and go when that ends%n", locked.size());
    }
  }
}
