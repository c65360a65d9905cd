package io.dumpwarden.admin;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.util.JavalinException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server for operators and orchestrators. Started once, stopped once. */
public final class AdminServer {

  private static final int THREADS = 8;

  private final AdminSettings settings;
  private final HealthChecks checks;
  private final Javalin javalin;

  /**
   * @param checks belong to the server from here on, and end with it
   */
  public AdminServer(AdminSettings settings, HealthChecks checks) {
    this.settings = settings;
    this.checks = checks;
    this.javalin =
        Javalin.create(
            config -> {
              quiet(config);
              jetty(config.jetty);
              config.http.prefer405over404 = true;
              config.routes.before(ctx -> SecurityHeaders.addTo(ctx::header));
              ProblemAnswers.addTo(config.routes);
              new HealthRoutes(checks).addTo(config.routes);
            });
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

  private static Throwable rootOf(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e : rootOf(cause);
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
  }

  private static void jetty(JettyConfig jetty) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("admin");
    jetty.threadPool = threads;
    jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setSendXPoweredBy(false);
        });
    jetty.modifyServer(server -> server.setErrorHandler(new JettyErrors()));
  }
}
