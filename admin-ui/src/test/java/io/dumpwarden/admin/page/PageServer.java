package io.dumpwarden.admin.page;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.AdminSettings;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.anomaly.Acceptance;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.JdbiAnomalyStore;
import io.dumpwarden.metadata.JdbiAuditLog;
import io.dumpwarden.metadata.JdbiBackupCatalog;
import io.dumpwarden.metadata.JdbiConfigRows;
import io.dumpwarden.metadata.JdbiDrillStore;
import io.dumpwarden.metadata.JdbiRestoreStore;
import io.dumpwarden.metadata.JdbiRunQueue;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.retention.BackupDeletion;
import io.dumpwarden.retention.BackupPins;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.memory.MemoryStorage;
import io.dumpwarden.view.ScanView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pages of the history over a real store, for whoever {@link #as} says. */
final class PageServer {

  static final String TOKEN = "form-token";

  private static final Map<String, String> STORAGE_IDS = new HashMap<>();
  private static @Nullable PageServer shared;

  final MetadataStore store = PageStore.shared();
  final JdbiBackupCatalog catalog = new JdbiBackupCatalog(store);
  final JdbiConfigRows rows = new JdbiConfigRows(store);
  final JdbiAuditLog audit = new JdbiAuditLog(store);
  final Supplier<ConfigSnapshot> config = () -> ConfigSnapshot.of(rows.all());
  final TestRestoreDesk restores = new TestRestoreDesk(catalog, config);
  final TestDesks.Proofs proofs = new TestDesks.Proofs();
  final TestDesks.Runs runs = new TestDesks.Runs();

  private final HttpClient http = HttpClient.newHttpClient();
  private final StorageProvider memory = new MemoryStorage(InstantSource.system());
  private final AdminServer server;
  private volatile Role role = Role.ADMIN;

  private PageServer() {
    configure();
    Pages pages = new Pages(InstantSource.system());
    server =
        new AdminServer(
            new AdminSettings("127.0.0.1", 0),
            new HealthChecks(List.of(), List::of, InstantSource.system()),
            ctx -> Optional.of(caller()),
            pages,
            groups(pages));
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
  }

  /** The one that all tests of pages share. */
  static synchronized PageServer shared() {
    PageServer one = shared;
    if (one == null) {
      one = new PageServer();
      shared = one;
    }
    return one;
  }

  private List<RouteGroup> groups(Pages pages) {
    JdbiRunQueue queue = new JdbiRunQueue(store);
    JdbiRestoreStore restored = new JdbiRestoreStore(store);
    JdbiDrillStore drills = new JdbiDrillStore(store);
    InstantSource clock = InstantSource.system();
    return List.of(
        new BackupPages(pages, catalog, rows),
        new BackupDetailPages(
            pages, new BackupDetailPages.Records(catalog, queue, restored, drills), proofs),
        new BackupActions(
            proofs,
            new BackupPins(catalog, audit, clock),
            new Acceptance(new JdbiAnomalyStore(store), audit, clock)),
        new BackupDeletePages(
            pages, catalog, new BackupDeletion(config, catalog, storage -> memory, audit, clock)),
        new RunPages(pages, queue, catalog, runs),
        new RestoreFlow(pages, catalog, new RestoreTargets(config, PageServer::lastScan), restores),
        new RestorePages(pages, restored, catalog, restores),
        new DrillPages(pages, drills, catalog, proofs));
  }

  private void configure() {
    for (String name : List.of("shop1", "shop2", "idle")) {
      rows.insert(ConfigKind.SERVER, server(name, "false"));
    }
    rows.insert(ConfigKind.SERVER, server("vault", "true"));
    for (String name : List.of("disk", "bucket")) {
      rows.insert(
          ConfigKind.STORAGE,
          Map.of(
              "name", name, "type", "local", "settings", "{\"path\": \"/backups/" + name + "\"}"));
    }
    config.get().storages().forEach(storage -> STORAGE_IDS.put(storage.name(), storage.id()));
  }

  private static Map<String, @Nullable String> server(String name, String isProtected) {
    return Map.of(
        "name",
        name,
        "flavor",
        "mariadb",
        "host",
        name + ".example.com",
        "username",
        "backup",
        "password",
        "env:DUMPWARDEN_SECRET_TEST",
        "protected",
        isProtected);
  }

  /** One server was seen once. */
  private static ScanView lastScan(String server) {
    if (!server.equals("shop1")) {
      throw new DumpwardenException(ErrorCode.NOT_FOUND, "it was never scanned");
    }
    List<String> none = List.of();
    return new ScanView(
        server, Instant.now(), 1L, true, "mariadb", "11.4.5", List.of(), none, null, null);
  }

  static String storageId(String name) {
    return STORAGE_IDS.getOrDefault(name, "id-of-" + name);
  }

  private Caller caller() {
    return new Caller("ann", role, "ui", "127.0.0.1", "session-1", TOKEN, false);
  }

  PageServer as(Role who) {
    role = who;
    return this;
  }

  int port() {
    return server.port();
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  /** The page's HTML; fails where it is not answered by one. */
  String page(String path) {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  /** Sends a form with the session's token. */
  HttpResponse<String> post(String path, String... namesAndValues) {
    StringBuilder form = new StringBuilder("_csrf=" + TOKEN);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append('&')
          .append(encoded(namesAndValues[i]))
          .append('=')
          .append(encoded(namesAndValues[i + 1]));
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.toString()))
            .build());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header("Accept", "text/html");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
