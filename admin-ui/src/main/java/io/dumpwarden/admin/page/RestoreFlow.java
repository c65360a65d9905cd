package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.RestoreDesk;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.admin.route.Problems;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.restore.RestorePlan;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Guides through a restore: what, where to, what would happen, confirmed. Every step is an address
 * with all that was said so far, so that the browser's way back works, and nothing is kept here.
 */
public final class RestoreFlow implements RouteGroup {

  private static final String PATH = "/restores/new";
  private static final int LISTED = 40;

  private final Pages pages;
  private final BackupCatalog backups;
  private final RestoreTargets targets;
  private final RestoreDesk desk;

  public RestoreFlow(Pages pages, BackupCatalog backups, RestoreTargets targets, RestoreDesk desk) {
    this.pages = pages;
    this.backups = backups;
    this.targets = targets;
    this.desk = desk;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PATH, Access.OPERATOR, this::step);
    routes.post("/restores", Access.OPERATOR, this::begin);
  }

  private void step(Context ctx) {
    RestoreWords words = RestoreWords.of(ctx.queryParamMap());
    String id = words.text("backup");
    if (id == null) {
      choose(ctx);
      return;
    }
    Backup backup = BackupDetailPages.require(backups, id);
    switch (Objects.requireNonNullElse(ctx.queryParam("step"), "what")) {
      case "where" -> where(ctx, words, backup, null);
      case "plan" -> plan(ctx, words, backup, null);
      default -> what(ctx, words, backup);
    }
  }

  private void choose(Context ctx) {
    Frame frame = frame(ctx);
    HistoryQuery query = HistoryQuery.of(ctx, PATH, List.of("text", "server", "database", "until"));
    DaySpan days = DaySpan.of(query, frame.zone());
    BackupFilter filter =
        BackupFilter.builder()
            .text(query.word("text"))
            .server(query.word("server"))
            .database(query.word("database"))
            .until(days.until())
            .beforeId(query.before())
            .limit(HistoryQuery.ROWS + 1)
            .build();
    HistoryPart<BackupRow> part =
        HistoryPart.of(query, backups.list(filter), Backup::id)
            .map(backup -> BackupRow.of(backup, frame.now()));
    pages.part(ctx, "page/restore-choose.jte", frame, new RestoreChoosePage(part, days.errors()));
  }

  private void what(Context ctx, RestoreWords words, Backup backup) {
    Frame frame = frame(ctx);
    boolean listed = backup.databases().size() <= LISTED;
    pages.part(
        ctx,
        "page/restore-what.jte",
        frame,
        new RestoreWhatPage(words, BackupRow.of(backup, frame.now()), listed));
  }

  private void where(Context ctx, RestoreWords words, Backup backup, @Nullable Problem problem) {
    Frame frame = frame(ctx);
    String find = HistoryQuery.given(ctx.queryParam("find"));
    RestoreTargets.Found found = targets.find(find, backup.server(), words.text("to"));
    List<String> chosen = words.chosenOf(backup.databases());
    boolean listed = words.all("patterns").isEmpty() && chosen.size() <= LISTED;
    pages.part(
        ctx,
        "page/restore-where.jte",
        frame,
        new RestoreWherePage(
            words,
            BackupRow.of(backup, frame.now()),
            find,
            found.servers(),
            found.more(),
            listed ? chosen : List.of(),
            problem,
            errors(problem)));
  }

  private void plan(Context ctx, RestoreWords words, Backup backup, @Nullable Problem problem) {
    String to = words.text("to");
    if (to == null) {
      refused(ctx, words, backup, nobody());
      return;
    }
    RestorePlan plan;
    try {
      plan = desk.plan(words.wish(null));
    } catch (DumpwardenException e) {
      refused(ctx, words, backup, Problems.of(e));
      return;
    } catch (ProblemException e) {
      refused(ctx, words, backup, e.problem());
      return;
    }
    Frame frame = frame(ctx);
    boolean isProtected = targets.isProtected(to);
    pages.part(
        ctx,
        "page/restore-plan.jte",
        frame,
        new RestorePlanPage(
            words,
            BackupRow.of(backup, frame.now()),
            plan,
            isProtected,
            !isProtected || frame.admin(),
            problem,
            errors(problem)));
  }

  /** Back to where the words can be changed, with what is wrong with them. */
  private void refused(Context ctx, RestoreWords words, Backup backup, Problem problem) {
    ctx.status(problem.status());
    where(ctx, words, backup, problem);
  }

  private static Problem nobody() {
    return Problem.of(
            HttpStatus.UNPROCESSABLE_CONTENT.getCode(), "no server is chosen to restore into")
        .about(List.of(new Problem.Field("to", "choose one")));
  }

  private void begin(Context ctx) {
    RestoreWords words = RestoreWords.of(ctx.formParamMap());
    Backup backup =
        BackupDetailPages.require(
            backups, Objects.requireNonNullElse(words.text("backup"), "without an id"));
    String restore;
    try {
      restore = desk.begin(words.wish(ctx.formParam("confirm")), Caller.of(ctx));
    } catch (DumpwardenException e) {
      again(ctx, words, backup, Problems.of(e));
      return;
    } catch (ProblemException e) {
      again(ctx, words, backup, e.problem());
      return;
    }
    Pages.done(ctx, HistoryLinks.to("/restores", restore), "The restore has begun");
  }

  /** The plan as it is now, with what kept it from beginning. */
  private void again(Context ctx, RestoreWords words, Backup backup, Problem problem) {
    ctx.status(problem.status());
    plan(ctx, words, backup, problem);
  }

  private Frame frame(Context ctx) {
    return pages.frame(ctx, Menu.RESTORES, "Restore");
  }

  private static Map<String, String> errors(@Nullable Problem problem) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (problem != null && problem.errors() != null) {
      problem.errors().forEach(field -> errors.putIfAbsent(field.field(), field.message()));
    }
    return errors;
  }
}
