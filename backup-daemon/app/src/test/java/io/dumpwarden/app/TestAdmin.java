package io.dumpwarden.app;

import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.route.Route;
import io.dumpwarden.app.desk.AdminWiring;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A daemon, and the admin server of it with what that has registered. */
public record TestAdmin(TestDaemon daemon, AdminServer server) {

  /**
   * @param store null for the embedded one
   * @param more environment variables beside the usual ones of tests
   */
  public static TestAdmin start(Path dataDir, @Nullable TestStore store, Map<String, String> more) {
    AtomicReference<AdminServer> server = new AtomicReference<>();
    DaemonFront front =
        (DaemonFront.Parts parts, HealthChecks checks) -> {
          DaemonFront.Opened opened = AdminWiring.front().open(parts, checks);
          server.set(opened.server());
          return opened;
        };
    Map<String, String> environment = TestDaemon.environment(dataDir, store, dataDir);
    environment.putAll(more);
    return new TestAdmin(TestDaemon.start(environment, front), server.get());
  }

  public List<Route> routes() {
    return server.routes();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }
}
