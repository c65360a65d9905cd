package io.dumpwarden.app;

import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.AdminServices;
import io.dumpwarden.admin.AdminServices.Configuration;
import io.dumpwarden.admin.AdminServices.Desks;
import io.dumpwarden.admin.AdminServices.History;
import io.dumpwarden.admin.AdminServices.People;
import io.dumpwarden.admin.AdminServices.RetentionDesk;
import io.dumpwarden.admin.AdminSettings;
import io.dumpwarden.admin.ApiRoutes;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.PageRoutes;
import io.dumpwarden.admin.TlsIdentity;
import io.dumpwarden.admin.auth.Callers;
import io.dumpwarden.admin.auth.ProvenCallers;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.app.desk.DaemonChecks;
import io.dumpwarden.app.desk.DaemonDownloads;
import io.dumpwarden.app.desk.DaemonProofs;
import io.dumpwarden.app.desk.DaemonRestores;
import io.dumpwarden.app.desk.DaemonRows;
import io.dumpwarden.app.desk.DaemonRuns;
import io.dumpwarden.app.desk.DaemonSystem;
import io.dumpwarden.metadata.JdbiCatalogSummary;
import io.dumpwarden.metadata.JdbiKnownServers;
import io.dumpwarden.metadata.JdbiKnownStorages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the admin server together. */
final class AdminWiring {

  private final Platform platform;
  private final @Nullable TlsIdentity tls;

  /**
   * @param tls null to listen without TLS
   */
  AdminWiring(Platform platform, @Nullable TlsIdentity tls) {
    this.platform = platform;
    this.tls = tls;
  }

  AdminServer server(HealthChecks checks) {
    DaemonConfig.Admin config = platform.config().admin();
    Pages pages = new Pages(platform.clock());
    AdminServices services = services();
    Callers callers = new ProvenCallers(services.people().sessions(), services.people().tokens());
    return new AdminServer(
        new AdminSettings(config.listen().address(), config.listen().port(), tls, config.proxies()),
        checks,
        callers,
        pages,
        List.of(new ApiRoutes(services), new PageRoutes(services, pages, callers)));
  }

  private AdminServices services() {
    return new AdminServices(
        configuration(),
        history(),
        desks(),
        People.of(platform.access(), platform.passwords(), platform.clock()),
        platform.clock());
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
        new JdbiKnownServers(platform.store()),
        new JdbiKnownStorages(platform.store()),
        new JdbiCatalogSummary(platform.store()),
        StatisticsWiring.statistics(platform));
  }

  private Desks desks() {
    return new Desks(
        new DaemonRows(platform),
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
