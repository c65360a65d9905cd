package io.dumpwarden.app;

import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.route.Route;
import java.net.URI;
import java.util.List;

/** The admin server of a daemon, on a port of its own, and what it has registered. */
public final class TestAdmin implements AutoCloseable {

  private final AdminServer server;

  private TestAdmin(AdminServer server) {
    this.server = server;
  }

  public static TestAdmin on(TestDaemon daemon) {
    Platform platform = daemon.platform();
    AdminServer server =
        new AdminWiring(platform).server(new HealthChecks(List.of(), List::of, platform.clock()));
    server.start();
    return new TestAdmin(server);
  }

  public List<Route> routes() {
    return server.routes();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
