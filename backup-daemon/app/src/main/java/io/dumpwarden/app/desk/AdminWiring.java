package io.dumpwarden.app.desk;

import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.AdminServices;
import io.dumpwarden.admin.AdminServices.Configuration;
import io.dumpwarden.admin.AdminServices.Desks;
import io.dumpwarden.admin.AdminServices.History;
import io.dumpwarden.admin.AdminServices.RetentionDesk;
import io.dumpwarden.admin.AdminSettings;
import io.dumpwarden.admin.ApiRoutes;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.PageRoutes;
import io.dumpwarden.admin.auth.Callers;
import io.dumpwarden.admin.live.LiveFeeds;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.app.DaemonConfig;
import io.dumpwarden.app.DaemonFront;
import io.dumpwarden.app.HoldsWiring;
import io.dumpwarden.app.Platform;
import java.util.List;
import java.util.Optional;

/** Puts the admin server together. */
public final class AdminWiring {

  private final Platform platform;
  private final Callers callers = ctx -> Optional.empty();
  private final DaemonRestores restores;
  private final DaemonProofs proofs;
  private final LiveFeeds live = new LiveFeeds(callers);

  private AdminWiring(DaemonFront.Parts parts) {
    this.platform = parts.platform();
    this.restores = new DaemonRestores(platform, parts.node());
    this.proofs = new DaemonProofs(platform, parts.drills());
  }

  /** The front of a daemon: its admin server with all desks. */
  public static DaemonFront front() {
    return (parts, checks) -> {
      AdminWiring wiring = new AdminWiring(parts);
      return new DaemonFront.Opened(wiring.server(checks), wiring::stop);
    };
  }

  /** All are told to end before one is waited for. */
  private void stop() throws InterruptedException {
    live.close();
    restores.interrupt();
    proofs.interrupt();
    restores.awaitEnd();
    proofs.awaitEnd();
  }

  private AdminServer server(HealthChecks checks) {
    DaemonConfig.Listen listen = platform.config().admin();
    Pages pages = new Pages(platform.clock());
    AdminServices services = services();
    return new AdminServer(
        new AdminSettings(listen.address(), listen.port()),
        checks,
        callers,
        pages,
        List.of(new ApiRoutes(services, live), new PageRoutes(services, pages)));
  }

  private AdminServices services() {
    return new AdminServices(configuration(), history(), desks(), platform.clock());
  }

  private Configuration configuration() {
    return new Configuration(
        platform.rows(), platform.rowStates(), platform.editor(), platform.snapshots());
  }

  private History history() {
    return new History(
        platform.queue(),
        platform.catalog(),
        platform.restores(),
        platform.drills(),
        platform.audit(),
        platform::report);
  }

  private Desks desks() {
    return new Desks(
        new DaemonRuns(platform),
        restores,
        proofs,
        new DaemonDownloads(platform),
        new DaemonChecks(platform),
        retention(),
        new DaemonSystem(platform));
  }

  private RetentionDesk retention() {
    return new RetentionDesk(
        platform.retention(), HoldsWiring.deletion(platform), HoldsWiring.pins(platform));
  }
}
