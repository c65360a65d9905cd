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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs: what is at work, what was, and one with its log. */
public final class RunPages implements RouteGroup {

  private static final String PATH = "/runs";
  private static final List<String> FILTER = List.of("schedule", "server", "status");
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
    routes.get(PATH, Access.VIEWER, ctx -> list(ctx, "page/runs.jte"));
    routes.get("/runs-at-work", Access.VIEWER, ctx -> list(ctx, "part/runs-at-work.jte"));
    routes.get("/runs/{id}", Access.VIEWER, ctx -> show(ctx, "page/run.jte"));
    routes.get("/runs/{id}/state", Access.VIEWER, ctx -> show(ctx, "part/run-state.jte"));
    routes.post("/runs/{id}/cancel", Access.OPERATOR, this::cancel);
  }

  private void list(Context ctx, String template) {
    Frame frame = pages.frame(ctx, Menu.RUNS, "Runs");
    HistoryQuery query = HistoryQuery.of(ctx, PATH, FILTER);
    List<Run> active = runs.active();
    List<RunProgressView> shown =
        active.stream().limit(ACTIVE).map(run -> progress(run, frame.now())).toList();
    pages.part(
        ctx,
        template,
        frame,
        new RunListPage(
            shown,
            active.size() - shown.size(),
            HistoryPart.of(query, found(query), Run::id).map(RunView::of)));
  }

  private List<Run> found(HistoryQuery query) {
    return runs.list(
        new RunFilter(
            query.word("schedule"),
            query.word("server"),
            query.word("status"),
            query.before(),
            HistoryQuery.ROWS + 1));
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
