package io.dumpwarden.app;

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
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.app.desk.DaemonChecks;
import io.dumpwarden.app.desk.DaemonDownloads;
import io.dumpwarden.app.desk.DaemonProofs;
import io.dumpwarden.app.desk.DaemonRestores;
import io.dumpwarden.app.desk.DaemonRuns;
import io.dumpwarden.app.desk.DaemonSystem;
import java.util.List;
import java.util.Optional;

/** Puts the admin server together. */
final class AdminWiring {

  private final Platform platform;

  AdminWiring(Platform platform) {
    this.platform = platform;
  }

  AdminServer server(HealthChecks checks) {
    DaemonConfig.Listen listen = platform.config().admin();
    Pages pages = new Pages(platform.clock());
    AdminServices services = services();
    return new AdminServer(
        new AdminSettings(listen.address(), listen.port()),
        checks,
        ctx -> Optional.empty(),
        pages,
        List.of(new ApiRoutes(services), new PageRoutes(services, pages)));
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
        StatisticsWiring.statistics(platform));
  }

  private Desks desks() {
    return new Desks(
        new DaemonRuns(platform),
        new DaemonRestores(platform),
        new DaemonProofs(platform),
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
