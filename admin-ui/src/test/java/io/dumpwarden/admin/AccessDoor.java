package io.dumpwarden.admin;

import io.dumpwarden.access.AccessStore;
import io.dumpwarden.access.Actor;
import io.dumpwarden.access.Passwords;
import io.dumpwarden.access.Role;
import io.dumpwarden.access.UserEditor.NewUser;
import io.dumpwarden.admin.AdminServices.People;
import io.dumpwarden.admin.api.SessionApi;
import io.dumpwarden.admin.api.SessionListApi;
import io.dumpwarden.admin.api.TokenApi;
import io.dumpwarden.admin.api.UserApi;
import io.dumpwarden.admin.auth.ProvenCallers;
import io.dumpwarden.admin.auth.SignIn;
import io.dumpwarden.admin.page.AccountPages;
import io.dumpwarden.admin.page.LoginPages;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.admin.page.TokenPages;
import io.dumpwarden.admin.page.UserPages;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.JdbiApiTokens;
import io.dumpwarden.metadata.JdbiAuditLog;
import io.dumpwarden.metadata.JdbiLoginFailures;
import io.dumpwarden.metadata.JdbiSessions;
import io.dumpwarden.metadata.JdbiUsers;
import io.dumpwarden.metadata.MetadataSettings;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The admin server with all that is about who may use it, on a real store, with a clock to set. */
final class AccessDoor implements AutoCloseable {

  static final String PASSWORD = "correct-horse";

  private static final String NAME = "door";
  private static final Passwords PASSWORDS = new Passwords();
  private static @Nullable MetadataStore shared;

  final SettableClock clock = new SettableClock();
  final AccessStore store;
  final People people;
  final AdminServer server;

  AccessDoor(AdminSettings settings) {
    MetadataStore rows = emptied();
    this.store =
        new AccessStore(
            new JdbiUsers(rows),
            new JdbiSessions(rows),
            new JdbiApiTokens(rows),
            new JdbiLoginFailures(rows),
            new JdbiAuditLog(rows));
    this.people = People.of(store, PASSWORDS, clock);
    Pages pages = new Pages(clock);
    ProvenCallers callers = new ProvenCallers(people.sessions(), people.tokens());
    this.server =
        new AdminServer(
            settings,
            new HealthChecks(List.of(), List::of, clock),
            callers,
            pages,
            groups(pages, callers));
    server.start();
  }

  private List<RouteGroup> groups(Pages pages, ProvenCallers callers) {
    SignIn signIn = new SignIn(people.logins(), people.ownPassword());
    return List.of(
        new LoginPages(pages, callers, signIn, clock),
        new AccountPages(pages, signIn, people.sessions(), people.users()),
        new UserPages(pages, people.users()),
        new TokenPages(pages, people.users(), people.tokens()),
        new SessionApi(signIn, clock),
        new SessionListApi(people.sessions(), people.users(), signIn),
        new UserApi(people.users()),
        new TokenApi(people.tokens()),
        routes -> {
          routes.get("/", Access.VIEWER, ctx -> ctx.result("the dashboard"));
          routes.get(
              "/from",
              Access.OPEN,
              ctx -> ctx.result(io.dumpwarden.admin.auth.Connection.of(ctx).address()));
          routes.get("/where", Access.VIEWER, ctx -> ctx.result(Caller.of(ctx).address()));
        });
  }

  void add(String name, Role role) {
    add(name, role, false);
  }

  void add(String name, Role role, boolean mustChange) {
    people
        .users()
        .add(
            new NewUser(name, role.id(), Secret.of(PASSWORD), mustChange),
            new Actor("root", "cli"));
  }

  /** A browser, or a program, of its own. */
  WebClient client() {
    return new WebClient(server.port());
  }

  /** A browser that has signed in. */
  WebClient in(String name) {
    return client().in(name, PASSWORD);
  }

  @Override
  public void close() {
    server.stop();
  }

  private static synchronized MetadataStore emptied() {
    MetadataStore store = shared;
    if (store == null) {
      store = open();
      shared = store;
    }
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("user", "session", "api_token", "login_failure", "audit_log")) {
        statement.execute("DELETE FROM " + table);
      }
      return store;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MetadataStore open() {
    Engines.require(TestEngine.MARIADB_11_4);
    try {
      SourceEngine engine = TestEngine.MARIADB_11_4.start("--default-time-zone=+09:30");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(engine)));
      try (Connection connection = engine.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + NAME);
        statement.execute("CREATE USER '%s'@'%%' IDENTIFIED BY 'test-password'".formatted(NAME));
        statement.execute("GRANT ALL ON %s.* TO '%s'@'%%'".formatted(NAME, NAME));
      }
      String url = "jdbc:mariadb://%s:%d/%s".formatted(engine.host(), engine.port(), NAME);
      MetadataStore store =
          new MetadataStore(
              new MetadataSettings(
                  url, NAME, Secret.of("test-password"), MetadataSettings.DEFAULT_POOL_SIZE));
      store.migrate();
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void end(SourceEngine engine) {
    try {
      engine.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
