package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a schedule now, whole or on one of its servers; and says before what that would do. */
final class RunNowPages implements RouteGroup {

  private final Pages pages;
  private final ScheduleSources sources;

  RunNowPages(Pages pages, ScheduleSources sources) {
    this.pages = pages;
    this.sources = sources;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/schedules/{name}/run", Access.OPERATOR, this::ask);
    routes.post("/schedules/{name}/run", Access.OPERATOR, this::run);
  }

  private void ask(Context ctx) {
    show(ctx, page(ctx, Map.of(), null));
  }

  private void run(Context ctx) {
    if (ctx.formParam("preview") != null) {
      preview(ctx);
      return;
    }
    RunNowPage page = page(ctx, Map.of(), null);
    if (page.ticketRequired() && page.ticket().isBlank()) {
      Map<String, String> wrong = Map.of("ticket", "a ticket is required: setting ticket_required");
      show(ctx.status(422), page(ctx, wrong, null));
      return;
    }
    try {
      List<Run> runs =
          sources
              .desk()
              .launch(
                  page.schedule(), orNull(page.server()), orNull(page.ticket()), Caller.of(ctx));
      Pages.done(
          ctx,
          runs.size() == 1
              ? Links.of("/runs", runs.get(0).id())
              : Links.to("/runs").with("schedule", page.schedule()).text(),
          "%s: %s".formatted(page.schedule(), runs.size() == 1 ? "1 run" : runs.size() + " runs"));
    } catch (ProblemException e) {
      Map<String, String> wrong = wrong(e.problem());
      if (wrong.isEmpty()) {
        throw e;
      }
      show(ctx.status(422), page(ctx, wrong, null));
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.CONFIG_INVALID) {
        throw e;
      }
      show(ctx.status(422), page(ctx, Map.of("ticket", "" + e.getMessage()), null));
    }
  }

  /** Messages by the fields of the form; empty where it is about none of them. */
  private static Map<String, String> wrong(Problem problem) {
    Map<String, String> wrong = new LinkedHashMap<>();
    List<Problem.Field> errors = problem.errors();
    if (errors != null) {
      errors.stream()
          .filter(error -> error.field().equals("ticket") || error.field().equals("server"))
          .forEach(error -> wrong.putIfAbsent(error.field(), error.message()));
    }
    return wrong;
  }

  private void preview(Context ctx) {
    RunNowPage page = page(ctx, Map.of(), null);
    try {
      RunDesk.Preview plans = sources.desk().preview(page.schedule(), orNull(page.server()));
      show(ctx, page(ctx, Map.of(), plans));
    } catch (DumpwardenException e) {
      String hint = e.hint() == null ? "" : ": " + e.hint();
      show(ctx.status(422), page(ctx, Map.of("server", e.getMessage() + hint), null));
    }
  }

  private RunNowPage page(
      Context ctx, Map<String, String> errors, RunDesk.@Nullable Preview plans) {
    ConfigRow row = sources.row(ctx.pathParam("name"));
    ConfigSnapshot snapshot = sources.snapshot();
    List<String> servers =
        snapshot
            .schedule(row.key())
            .map(schedule -> snapshot.serversOf(schedule).stream().map(Server::name).toList())
            .orElse(List.of());
    String problem = new RowProblems(snapshot, List.of()).of(row);
    return new RunNowPage(
        row.key(),
        servers,
        param(ctx, "server"),
        param(ctx, "ticket"),
        snapshot.settings().ticketRequired(),
        problem,
        errors,
        plans == null ? null : plans.plans(),
        plans == null ? 0 : plans.more());
  }

  private void show(Context ctx, RunNowPage page) {
    pages.show(
        ctx, "page/schedule-run.jte", Menu.SCHEDULES, "Run " + page.schedule() + " now", page);
  }

  private static String param(Context ctx, String name) {
    String posted = ctx.formParam(name);
    return Objects.requireNonNullElse(posted == null ? ctx.queryParam(name) : posted, "").strip();
  }

  private static @Nullable String orNull(String text) {
    return text.isBlank() ? null : text;
  }
}
