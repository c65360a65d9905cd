package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.view.RunView;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs: what is at work, what was, and one with its log. */
public final class RunPages implements RouteGroup {

  private static final String PATH = "/runs";
  private static final List<String> FILTER =
      List.of("schedule", "server", "status", "trigger", "type", "from", "until");
  private static final int ACTIVE = 20;

  private final Pages pages;
  private final RunQueue runs;
  private final BackupCatalog backups;
  private final RunDesk desk;

  public RunPages(Pages pages, RunQueue runs, BackupCatalog backups, RunDesk desk) {
    this.pages = pages;
    this.runs = runs;
    this.backups = backups;
    this.desk = desk;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PATH, Access.VIEWER, this::list);
    routes.get("/runs-at-work", Access.VIEWER, this::atWork);
    routes.get("/runs/{id}", Access.VIEWER, ctx -> show(ctx, "page/run.jte"));
    routes.get("/runs/{id}/state", Access.VIEWER, ctx -> show(ctx, "part/run-state.jte"));
    routes.get("/runs/{id}/cancel", Access.OPERATOR, this::askToCancel);
    routes.post("/runs/{id}/cancel", Access.OPERATOR, this::cancel);
  }

  private void list(Context ctx) {
    Frame frame = frame(ctx);
    HistoryQuery query = HistoryQuery.of(ctx, PATH, FILTER);
    DaySpan days = DaySpan.of(query, frame.zone());
    List<Run> found = days.errors().isEmpty() ? found(query, days) : List.of();
    if (!days.errors().isEmpty()) {
      ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    HistoryPart<RunView> part = HistoryPart.of(query, found, Run::id).map(RunView::of);
    pages.part(
        ctx, "page/runs.jte", frame, new RunListPage(atWork(frame.now()), part, days.errors()));
  }

  private void atWork(Context ctx) {
    Frame frame = frame(ctx);
    pages.part(ctx, "part/runs-at-work.jte", frame, atWork(frame.now()));
  }

  private Frame frame(Context ctx) {
    return pages.frame(ctx, Menu.RUNS, "Runs");
  }

  private RunsAtWork atWork(Instant now) {
    List<Run> active = runs.active();
    List<RunProgressView> shown =
        active.stream().limit(ACTIVE).map(run -> progress(run, now)).toList();
    return new RunsAtWork(shown, active.size() - shown.size());
  }

  private List<Run> found(HistoryQuery query, DaySpan days) {
    return runs.list(
        RunFilter.builder()
            .schedule(query.word("schedule"))
            .server(query.word("server"))
            .status(query.word("status"))
            .trigger(query.word("trigger"))
            .type(query.word("type"))
            .from(days.from())
            .until(days.until())
            .beforeId(query.before())
            .limit(HistoryQuery.ROWS + 1)
            .build());
  }

  private void show(Context ctx, String template) {
    Run run = require(ctx.pathParam("id"));
    Frame frame =
        pages.frame(ctx, Menu.RUNS, "Run of %s on %s".formatted(run.schedule(), run.server()));
    List<BackupRow> made =
        backups.ofRun(run.id()).stream().map(each -> BackupRow.of(each, frame.now())).toList();
    pages.part(
        ctx,
        template,
        frame,
        new RunPage(progress(run, frame.now()), made, runs.readLog(run.id())));
  }

  private void askToCancel(Context ctx) {
    Run run = require(ctx.pathParam("id"));
    String at = HistoryLinks.to(PATH, run.id());
    ConfirmPage model =
        new ConfirmPage(
            "Cancel this run?",
            List.of(
                "The run of %s on %s ends as cancelled; what it is dumping now is given up."
                    .formatted(run.schedule(), run.server()),
                "Backups that it has finished already stay."),
            at + "/cancel",
            "Cancel this run",
            at);
    pages.show(ctx, ConfirmPage.TEMPLATE, Menu.RUNS, model.question(), model);
  }

  private void cancel(Context ctx) {
    String id = ctx.pathParam("id");
    desk.cancel(id, Caller.of(ctx));
    Pages.done(ctx, HistoryLinks.to(PATH, id), "Asked for the end of this run");
  }

  private Run require(String id) {
    return runs.find(id)
        .orElseThrow(() -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no run " + id));
  }

  private RunProgressView progress(Run run, Instant now) {
    return RunProgressView.of(run, run.status() == RunStatus.RUNNING ? lastGood(run) : null, now);
  }

  /** Of a run that somebody asked for in other words, no other one tells anything. */
  private @Nullable Run lastGood(Run run) {
    return run.isAsked()
        ? null
        : runs
            .list(new RunFilter(run.schedule(), run.server(), RunStatus.SUCCEEDED.id(), null, 1))
            .stream()
            .findFirst()
            .orElse(null);
  }
}
