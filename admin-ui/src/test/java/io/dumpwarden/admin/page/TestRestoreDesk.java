package io.dumpwarden.admin.page;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.desk.RestoreDesk;
import io.dumpwarden.admin.desk.RestoreWish;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.Glob;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.DatabasePlan;
import io.dumpwarden.restore.DatabasePlan.Action;
import io.dumpwarden.restore.Difference;
import io.dumpwarden.restore.Difference.Effect;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.restore.RestoreRequest;
import io.dumpwarden.restore.RestoreRequest.Choice;
import io.dumpwarden.restore.RestoreRequest.Load;
import io.dumpwarden.restore.RestoreRequest.Users;
import io.dumpwarden.restore.RestoreRequest.Users.Which;
import io.dumpwarden.restore.RestoreTarget;
import io.dumpwarden.script.Rewrite;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.TableFacts;
import io.dumpwarden.storage.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans as the real one does, without any server: every target has a database {@code shop} with
 * three tables, and nothing else.
 */
final class TestRestoreDesk implements RestoreDesk {

  private final BackupCatalog catalog;
  private final Supplier<ConfigSnapshot> config;

  /** What it was asked to begin. */
  final List<RestoreWish> begun = new ArrayList<>();

  /** What it was asked to end or to recover. */
  final List<String> asked = new ArrayList<>();

  TestRestoreDesk(BackupCatalog catalog, Supplier<ConfigSnapshot> config) {
    this.catalog = catalog;
    this.config = config;
  }

  @Override
  public RestorePlan plan(RestoreWish wish) {
    Server server =
        config
            .get()
            .server(wish.to())
            .orElseThrow(() -> wrong(404, "to", "there is no server " + wish.to()));
    Backup backup = catalog.find(wish.backup()).orElseThrow();
    RestoreRequest request = request(wish, server);
    List<DatabasePlan> databases =
        backup.databases().stream()
            .filter(name -> fits(request.choice(), name))
            .map(name -> database(name, wish))
            .toList();
    if (databases.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.NO_DATABASES, "nothing of it is chosen", "choose among its databases", null);
    }
    return new RestorePlan(
        request,
        "backup " + backup.id(),
        databases,
        List.of(
            new Difference(
                Effect.FAILS, "collation <0900> of table orders", Rewrite.COLLATIONS_FOR_MARIADB)),
        List.of("replicas of " + server.name() + " will get all of it"),
        List.of());
  }

  private static boolean fits(Choice choice, String name) {
    return choice.databases().isEmpty()
        || choice.databases().stream().anyMatch(glob -> glob.matches(name));
  }

  private static DatabasePlan database(String from, RestoreWish wish) {
    String standard = wish.existing().equals("into-new") ? from + "_restored" : from;
    String to = wish.renames().getOrDefault(from, standard);
    if (!to.equals("shop")) {
      return new DatabasePlan(from, to, null, Action.CREATE, List.of());
    }
    Action action =
        switch (Existing.of(wish.existing())) {
          case REFUSE, INTO_NEW -> Action.REFUSE;
          case REPLACE -> Action.REPLACE;
          case IN_PLACE -> Action.LOAD_OVER;
        };
    return new DatabasePlan(
        from,
        to,
        holdings(),
        action,
        action == Action.REFUSE
            ? List.of("database shop is not empty: it has 3 tables")
            : List.of());
  }

  private static Inventory holdings() {
    List<TableFacts> tables =
        List.of("a", "b", "c").stream()
            .map(name -> new TableFacts(name, "InnoDB", 1, 1, false, true, false, List.of(), false))
            .toList();
    List<String> none = List.of();
    return new Inventory("shop", "utf8mb4", "utf8mb4_bin", tables, none, none, none, none, none);
  }

  private static RestoreRequest request(RestoreWish wish, Server server) {
    Login login =
        new Login(
            Flavor.MARIADB, server.host(), server.port(), "restorer", Secret.of("-"), server.tls());
    Set<Rewrite> rewrites =
        wish.rewrites().stream()
            .map(id -> Rewrite.valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_')))
            .collect(Collectors.toSet());
    return new RestoreRequest(
        new RestoreTarget(server.name(), login, true),
        new Choice(
            wish.databases().stream().map(Glob::new).toList(),
            null,
            wish.renames(),
            wish.tables().stream().map(TestRestoreDesk::table).toList()),
        Existing.of(wish.existing()),
        new Load(wish.withoutBinlog(), wish.continueOnError(), rewrites),
        new Users(Which.valueOf(wish.users().toUpperCase(Locale.ROOT)), wish.replaceUsers()),
        !wish.skipSafetyBackup(),
        "ann (ui)",
        wish.ticket());
  }

  private static TableGlob table(String text) {
    try {
      return TableGlob.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(422, "tables", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String begin(RestoreWish wish, Caller caller) {
    RestorePlan plan = plan(wish);
    plan.requireRunnable();
    boolean isProtected = config.get().server(wish.to()).orElseThrow().isProtected();
    if (isProtected && !caller.may(Role.ADMIN)) {
      throw wrong(403, "to", "is protected");
    }
    if ((isProtected || !plan.endangered().isEmpty()) && !wish.to().equals(wish.confirm())) {
      throw wrong(422, "confirm", "is not the server's name");
    }
    begun.add(wish);
    return "restore-" + begun.size();
  }

  @Override
  public void cancel(String restoreId, Caller caller) {
    asked.add("cancel " + restoreId);
  }

  @Override
  public boolean mayCancel(Restore restore, Caller caller) {
    return caller.may(Role.ADMIN)
        || config.get().server(restore.into().target()).filter(Server::isProtected).isEmpty();
  }

  @Override
  public List<String> recover(String server, Caller caller) {
    asked.add("recover " + server);
    return server.equals("idle") ? List.of() : List.of("restore <1>: the old data is in place");
  }

  private static ProblemException wrong(int status, String field, @Nullable String message) {
    return new ProblemException(
        Problem.of(status, field + ": " + message)
            .about(List.of(new Problem.Field(field, String.valueOf(message)))));
  }
}
