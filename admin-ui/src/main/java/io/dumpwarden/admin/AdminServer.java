package io.dumpwarden.admin;

import io.dumpwarden.admin.auth.Callers;
import io.dumpwarden.admin.auth.Connection;
import io.dumpwarden.admin.auth.Gate;
import io.dumpwarden.admin.page.AssetRoutes;
import io.dumpwarden.admin.page.ErrorPage;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.admin.route.AnswerJson;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemAnswers;
import io.dumpwarden.admin.route.Route;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.admin.route.SecurityHeaders;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinException;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server for operators and orchestrators. Started once, stopped once. */
public final class AdminServer {

  private static final int THREADS = 32;

  private final AdminSettings settings;
  private final HealthChecks checks;
  private final Javalin javalin;
  private List<Route> routes = List.of();

  /**
   * @param checks belong to the server from here on, and end with it
   * @param callers who proves who calls
   * @param pages draws problems for people
   * @param groups everything that is served beside health, style and scripts
   */
  public AdminServer(
      AdminSettings settings,
      HealthChecks checks,
      Callers callers,
      Pages pages,
      List<RouteGroup> groups) {
    this.settings = settings;
    this.checks = checks;
    ErrorPage errors = new ErrorPage(pages);
    this.javalin =
        Javalin.create(
            config -> {
              quiet(config);
              jetty(config.jetty, settings);
              config.http.prefer405over404 = true;
              config.jsonMapper(new JavalinJackson(AnswerJson.MAPPER, false));
              config.routes.before(ctx -> receive(ctx, settings));
              Gate gate = new Gate(callers);
              gate.addTo(config.routes);
              new ProblemAnswers((ctx, problem) -> answer(ctx, problem, gate, errors))
                  .addTo(config.routes);
              routes = register(new Routes(config.routes), gate, groups);
            });
  }

  /** Every route that it answers. */
  public List<Route> routes() {
    return routes;
  }

  /**
   * Begins to listen.
   *
   * @throws DumpwardenException {@code PORT_IN_USE} where the address cannot be had
   */
  public void start() {
    try {
      javalin.start(settings.bind(), settings.port());
    } catch (JavalinException e) {
      throw new DumpwardenException(
          ErrorCode.PORT_IN_USE,
          "cannot listen on %s port %d for the admin server: %s"
              .formatted(settings.bind(), settings.port(), rootOf(e).getMessage()),
          "end what listens there, or choose another port by DUMPWARDEN_ADMIN_PORT"
              + " or another address by DUMPWARDEN_ADMIN_BIND",
          e);
    }
  }

  /** Cuts open requests off and frees the port. */
  public void stop() {
    javalin.stop();
    checks.close();
  }

  /** The port it listens on, after {@link #start}. */
  public int port() {
    return javalin.port();
  }

  private List<Route> register(Routes all, Gate gate, List<RouteGroup> groups) {
    new HealthRoutes(checks, gate).addTo(all);
    new AssetRoutes().addTo(all);
    groups.forEach(group -> group.addTo(all));
    return all.all();
  }

  private static void receive(Context ctx, AdminSettings settings) {
    Connection.bindTo(ctx, settings.proxies());
    SecurityHeaders.addTo(ctx::header);
    if (Connection.of(ctx).secure()) {
      SecurityHeaders.addSecureTo(ctx::header);
    }
  }

  private static void answer(Context ctx, Problem problem, Gate gate, ErrorPage errors) {
    if (ErrorPage.isFor(ctx)) {
      gate.recognise(ctx);
      errors.answer(ctx, problem);
    } else {
      problem.answer(ctx);
    }
  }

  private static Throwable rootOf(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e : rootOf(cause);
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
  }

  private static void jetty(JettyConfig jetty, AdminSettings settings) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("admin");
    jetty.threadPool = threads;
    // the gate takes none of them; should one get by, it cannot fill the disk
    jetty.multipartConfig.maxFileSize(1, SizeUnit.MB);
    jetty.multipartConfig.maxInMemoryFileSize(1, SizeUnit.MB);
    jetty.multipartConfig.maxTotalRequestSize(1, SizeUnit.MB);
    jetty.modifyHttpConfiguration(AdminServer::quiet);
    TlsIdentity tls = settings.tls();
    if (tls != null) {
      jetty.addConnector(
          (server, http) -> {
            quiet(http);
            return TlsConnector.of(server, http, settings, tls);
          });
    }
    jetty.modifyServer(server -> server.setErrorHandler(new JettyErrors()));
  }

  private static void quiet(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
  }
}
