package io.dumpwarden.app.desk;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.desk.RestoreWish;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.FieldProblems;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RestoreService;
import io.dumpwarden.app.RestoreWords;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.config.Glob;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.restore.RestoreRequest;
import io.dumpwarden.restore.RestoreRequest.Choice;
import io.dumpwarden.restore.RestoreRequest.Load;
import io.dumpwarden.restore.RestoreRequest.Users;
import io.dumpwarden.restore.RestoreRequest.Users.Which;
import io.dumpwarden.script.Rewrite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads wishes for restores: all that is wrong with one is told at once, and who may have it. */
record WishReader(Platform platform) {

  private static final int FORBIDDEN = 403;

  /** A wish that can be planned. */
  record Read(Server server, WishReader.Parts parts, String by) {

    RestorePlan plan(RestoreService service, RestoreSource source) {
      RestoreRequest request =
          new RestoreRequest(
              service.target(server),
              parts.choice(),
              parts.existing(),
              parts.load(),
              parts.users(),
              parts.safetyBackup(),
              by,
              parts.ticket());
      RestorePlan plan = service.plan(source, request);
      return parts.rewritesAsNeeded() ? service.plan(source, RestoreWords.rewriting(plan)) : plan;
    }
  }

  /** What the fields of a wish say. */
  record Parts(
      Choice choice,
      Existing existing,
      Load load,
      Users users,
      boolean safetyBackup,
      @org.jspecify.annotations.Nullable String ticket,
      boolean rewritesAsNeeded) {}

  /** The backup, or {@code NOT_FOUND}. */
  Backup backup(RestoreWish wish) {
    return platform
        .catalog()
        .find(wish.backup())
        .orElseThrow(
            () ->
                new DumpwardenException(
                    ErrorCode.NOT_FOUND, "there is no backup " + wish.backup()));
  }

  /** The configured server, or {@code NOT_FOUND} with the nearest name. */
  Server server(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new DumpwardenException(
                    ErrorCode.NOT_FOUND,
                    "there is no valid server %s%s".formatted(name, near(name))));
  }

  private Optional<Server> find(String name) {
    return platform.snapshots().get().server(name);
  }

  private String near(String name) {
    List<String> known = platform.snapshots().get().servers().stream().map(Server::name).toList();
    return Nearest.to(name, known).map(", did you mean '%s'?"::formatted).orElse("");
  }

  /**
   * @param held the databases that the backup holds
   * @throws ProblemException with all fields that are wrong
   */
  Read read(RestoreWish wish, List<String> held, String by) {
    FieldProblems problems = new FieldProblems();
    Optional<Server> server = find(wish.to());
    if (server.isEmpty()) {
      problems.add("to", "there is no valid server '%s'%s".formatted(wish.to(), near(wish.to())));
    }
    new TicketRule(platform).check(wish.ticket(), problems);
    Existing existing =
        choice("existing", wish.existing(), Existing.values(), Existing::id, problems)
            .orElse(Existing.REFUSE);
    Parts parts =
        new Parts(
            choice(wish, held, problems),
            existing,
            load(wish, server, existing, problems),
            users(wish, problems),
            !wish.skipSafetyBackup(),
            wish.ticket(),
            wish.rewrites().contains(RestoreWords.AS_NEEDED));
    problems.throwIfAny("the restore");
    return new Read(server.orElseThrow(), parts, by);
  }

  private static Choice choice(RestoreWish wish, List<String> held, FieldProblems problems) {
    List<Glob> databases = new ArrayList<>();
    for (String text : wish.databases()) {
      tried("databases", () -> new Glob(text.strip()), problems).ifPresent(databases::add);
    }
    List<TableGlob> tables = new ArrayList<>();
    for (String text : wish.tables()) {
      tried("tables", () -> RestoreWords.table(text, held), problems).ifPresent(tables::add);
    }
    if (wish.database() != null && !wish.renames().isEmpty()) {
      problems.add("database", "contradicts renames: give one of them");
    }
    wish.renames().keySet().stream()
        .filter(old -> !held.isEmpty() && !held.contains(old))
        .forEach(
            old -> problems.add("renames", "the backup holds no database '%s'".formatted(old)));
    return new Choice(databases, wish.database(), wish.renames(), tables);
  }

  private static Load load(
      RestoreWish wish, Optional<Server> server, Existing existing, FieldProblems problems) {
    Set<Rewrite> rewrites =
        server
            .flatMap(
                into ->
                    tried(
                        "rewrites",
                        () -> RestoreWords.rewrites(wish.rewrites(), into.flavor()),
                        problems))
            .orElse(Set.of());
    if (wish.continueOnError() && existing == Existing.REPLACE) {
      problems.add("continueOnError", "nothing is swapped in then: choose in-place");
    }
    if (wish.resume() && existing != Existing.REFUSE) {
      problems.add("resume", "goes with existing: new, since it goes on with what is there");
    }
    if (wish.resume() && wish.continueOnError()) {
      problems.add("resume", "contradicts continueOnError, which loads by a client");
    }
    return new Load(
        wish.withoutBinlog(),
        wish.continueOnError(),
        rewrites,
        connections(wish, problems),
        wish.resume());
  }

  private static int connections(RestoreWish wish, FieldProblems problems) {
    String text = wish.parallel();
    if (text == null) {
      return 0;
    }
    boolean number = text.strip().matches("[1-9]|[1-5]\\d|6[0-4]");
    if (!number) {
      problems.add("parallel", "must be a number from 1 to 64");
    }
    return number ? Integer.parseInt(text.strip()) : 0;
  }

  private static Users users(RestoreWish wish, FieldProblems problems) {
    Which which =
        choice(
                "users",
                wish.users(),
                Which.values(),
                each -> each.name().toLowerCase(Locale.ROOT),
                problems)
            .orElse(Which.NONE);
    if (wish.replaceUsers() && wish.users().equals("none")) {
      problems.add("replaceUsers", "goes with users: with or only");
    }
    return new Users(which, wish.replaceUsers());
  }

  private static <T> Optional<T> choice(
      String field,
      String id,
      T[] values,
      java.util.function.Function<T, String> ids,
      FieldProblems problems) {
    Optional<T> found =
        Arrays.stream(values).filter(each -> ids.apply(each).equals(id)).findFirst();
    if (found.isEmpty()) {
      List<String> all = Arrays.stream(values).map(ids).toList();
      problems.add(field, "must be one of: " + String.join(", ", all));
    }
    return found;
  }

  private static <T> Optional<T> tried(String field, Supplier<T> reading, FieldProblems problems) {
    try {
      return Optional.of(reading.get());
    } catch (IllegalArgumentException e) {
      problems.add(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Protected servers are for admins, who say the name once more. */
  void requireAllowed(RestoreWish wish, Caller caller) {
    Optional<Server> server = find(wish.to()).filter(Server::isProtected);
    if (server.isEmpty()) {
      return;
    }
    requireAllowed(wish.to(), caller);
    if (!wish.to().equals(wish.confirm())) {
      throw unconfirmed(
          wish.to(), "server %s is protected: its name has to be typed".formatted(wish.to()));
    }
  }

  /** Whether the caller may have anything to do with restores into the server. */
  boolean isAllowed(String server, Caller caller) {
    return caller.may(Role.ADMIN) || find(server).filter(Server::isProtected).isEmpty();
  }

  /** Throws where the server is protected and the caller no admin. */
  void requireAllowed(String server, Caller caller) {
    if (!isAllowed(server, caller)) {
      throw new ProblemException(
          Problem.of(
                  FORBIDDEN,
                  "server %s is protected: only admins restore into it, and cancel that"
                      .formatted(server))
              .because("role-missing", "ask an admin, or restore into another server"));
    }
  }

  /** Whoever has data replaced says where. */
  void requireConsent(RestorePlan plan, RestoreWish wish) {
    if (!plan.endangered().isEmpty() && !wish.to().equals(wish.confirm())) {
      throw unconfirmed(
          wish.to(),
          "data of %s on server %s goes: its name has to be typed"
              .formatted(String.join(", ", plan.endangered()), wish.to()));
    }
  }

  private static ProblemException unconfirmed(String server, String why) {
    return new ProblemException(
        Problem.of(422, why)
            .because("not-confirmed", "give the name of the server as confirm")
            .about(List.of(new Problem.Field("confirm", "must be '%s'".formatted(server)))));
  }
}
