package io.dumpwarden.app.desk;

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
import io.dumpwarden.admin.live.LiveFeeds;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.app.DaemonConfig;
import io.dumpwarden.app.DaemonFront;
import io.dumpwarden.app.HoldsWiring;
import io.dumpwarden.app.NotifyWiring;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.StatisticsWiring;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the admin server together. */
public final class AdminWiring {

  private final Platform platform;
  private final @Nullable TlsIdentity tls;
  private final People people;
  private final Callers callers;
  private final DaemonRestores restores;
  private final DaemonProofs proofs;
  private final LiveFeeds live;

  private AdminWiring(DaemonFront.Parts parts) {
    this.platform = parts.platform();
    this.tls = parts.tls();
    this.people = People.of(platform.access(), platform.passwords(), platform.clock());
    this.callers = new ProvenCallers(people.sessions(), people.tokens());
    this.restores = new DaemonRestores(platform, parts.node());
    this.proofs = new DaemonProofs(platform, parts.drills());
    this.live = new LiveFeeds(callers);
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
    DaemonConfig.Admin config = platform.config().admin();
    Pages pages = new Pages(platform.clock());
    AdminServices services = services();
    return new AdminServer(
        new AdminSettings(config.listen().address(), config.listen().port(), tls, config.proxies()),
        checks,
        callers,
        pages,
        List.of(new ApiRoutes(services, live), new PageRoutes(services, pages, callers)));
  }

  private AdminServices services() {
    return new AdminServices(configuration(), history(), desks(), people, platform.clock());
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
        platform.knownServers(),
        platform.knownStorages(),
        platform.catalogSummary(),
        StatisticsWiring.statistics(platform),
        NotifyWiring.history(platform),
        platform::report);
  }

  private Desks desks() {
    return new Desks(
        new DaemonRows(platform),
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
        platform.askedRetention(),
        HoldsWiring.deletion(platform),
        HoldsWiring.pins(platform),
        HoldsWiring.acceptance(platform));
  }
}
