package io.dumpwarden.app.admin;

import io.dumpwarden.access.Role;
import io.dumpwarden.app.TestAdmin;
import io.dumpwarden.app.TestDaemon;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.app.admin.Client.Answer;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.RunEnd;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A daemon with an admin server, people of every role, and something of everything that can be
 * shown. One for all tests; each uses names of its own.
 */
final class AdminScene implements AutoCloseable {

  private static final String ADMIN_PASSWORD = "password-of-the-first-admin";
  private static final String PASSWORD = "password-of-somebody-else";

  // Static because the test classes share it: it takes seconds to start, and ends with the JVM.
  private static @Nullable AdminScene shared;

  private final SourceEngine source = Engines.shared(TestEngine.MARIADB_11_4);
  private final TestStore store;
  private final TestDaemon daemon;
  private final TestAdmin admin;
  private final Map<Role, Client> sessions = new EnumMap<>(Role.class);
  private final Map<Role, String> tokens = new EnumMap<>(Role.class);
  private final AtomicInteger number = new AtomicInteger();
  private @Nullable Client first;
  private final int metricsPort = freePort();
  private final Path folder;

  private AdminScene() throws Exception {
    folder = Files.createTempDirectory("dumpwarden-admin");
    store = TestStore.on(source);
    Map<String, String> more =
        Map.of(
            "DUMPWARDEN_ADMIN_PASSWORD",
            ADMIN_PASSWORD,
            "DUMPWARDEN_METRICS_PORT",
            String.valueOf(metricsPort));
    admin = TestAdmin.start(folder.resolve("data"), store, more);
    daemon = admin.daemon();
    Runtime.getRuntime().addShutdownHook(new Thread(daemon::close));
    fill();
  }

  static synchronized AdminScene shared() throws Exception {
    if (shared == null) {
      shared = new AdminScene();
    }
    return shared;
  }

  /** Another one, for what spoils it: to be closed. */
  static AdminScene own() throws Exception {
    return new AdminScene();
  }

  @Override
  public void close() {
    daemon.close();
  }

  TestAdmin admin() {
    return admin;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  TestDaemon daemon() {
    return daemon;
  }

  /** One database backed up well, one server that cannot be reached. */
  private void fill() throws Exception {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS admin_shop");
      statement.execute("CREATE TABLE IF NOT EXISTS admin_shop.customer (id INT PRIMARY KEY)");
      statement.execute("INSERT IGNORE INTO admin_shop.customer VALUES (1), (2)");
    }
    daemon.rows().server("shop1", source);
    daemon.rows().local("disk", folder.resolve("disk"));
    daemon.rows().schedule("nightly", "shop1", "admin_shop");
    daemon.rows().rule("nightly", "disk");
    daemon.rows().schedule("nowhere", "shop1", "no_such_database");
    daemon.rows().rule("nowhere", "disk");
    RunEnd good = daemon.run("nightly");
    if (!good.status().id().equals("succeeded")) {
      throw new IllegalStateException("the backup failed: " + good);
    }
    daemon.run("nowhere");
  }

  /** A session that tests share and leave alive. */
  synchronized Client session(Role role) {
    return sessions.computeIfAbsent(role, this::newSession);
  }

  /** A session for the caller alone, of a user who has no other. */
  Client newSession(Role role) {
    String name = "%s-%d".formatted(role.id(), number.incrementAndGet());
    Map<String, Object> user =
        Map.of("name", name, "role", role.id(), "password", PASSWORD, "mustChangePassword", false);
    Answer answer = first().json("POST", "/api/v1/users", user);
    if (answer.status() != 201) {
      throw new AssertionError("no user: " + answer);
    }
    return new Client(admin.address()).signIn(name, PASSWORD);
  }

  /** The first admin's session, which no test gets: it makes the others. */
  private synchronized Client first() {
    if (first == null) {
      first = new Client(admin.address()).signIn("admin", ADMIN_PASSWORD);
    }
    return first;
  }

  Client endedSession() {
    Client client = newSession(Role.ADMIN);
    Client kept = client.sendingFormToken(client.formToken());
    Answer answer = client.form("/logout", Map.of());
    if (answer.status() != 303) {
      throw new AssertionError("cannot sign out: " + answer);
    }
    return kept;
  }

  synchronized String token(Role role) {
    return tokens.computeIfAbsent(role, this::newToken);
  }

  private String newToken(Role role) {
    return created(role, "token-" + number.incrementAndGet()).json().path("token").asText();
  }

  private Answer created(Role role, String name) {
    Answer answer = first().json("POST", "/api/v1/tokens", Map.of("name", name, "role", role.id()));
    if (answer.status() != 201) {
      throw new AssertionError("no token: " + answer);
    }
    return answer;
  }

  String removedToken() {
    String name = "token-" + number.incrementAndGet();
    String token = created(Role.ADMIN, name).json().path("token").asText();
    change("DELETE FROM api_token WHERE name = '%s'".formatted(name));
    return token;
  }

  String expiredToken() {
    String name = "token-" + number.incrementAndGet();
    String token = created(Role.ADMIN, name).json().path("token").asText();
    change("UPDATE api_token SET expires_at = '2020-01-01' WHERE name = '%s'".formatted(name));
    return token;
  }

  /** The body that adds a server which can be reached. */
  Map<String, Object> serverBody(String name) {
    return new HashMap<>(
        Map.of(
            "name",
            name,
            "flavor",
            "mariadb",
            "host",
            source.host(),
            "port",
            source.port(),
            "user",
            source.rootUser(),
            "password",
            source.rootPassword(),
            "tlsMode",
            "disabled"));
  }

  String metrics() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }

  /** The metadata store, from outside. */
  Connection store() throws SQLException {
    Connection connection = source.connect();
    connection.setCatalog(store.database());
    return connection;
  }

  private void change(String sql) {
    try (Connection connection = store();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** A folder for a storage of that name. */
  String folder(String name) {
    return folder.resolve(name).toString();
  }
}
