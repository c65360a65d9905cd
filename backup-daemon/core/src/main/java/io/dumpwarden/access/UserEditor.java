package io.dumpwarden.access;

import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Problem;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which the command line, REST and the pages change users: checked, audited, and
 * never without an admin who can sign in. A change of role, state or password ends the user's
 * sessions. Safe for use by many threads.
 *
 * <p>Every method may throw {@code METADATA_UNAVAILABLE}; those that take a password, {@code BUSY}.
 */
public final class UserEditor {

  private static final String KIND = "user";
  private static final int ALL = 100_000;

  private final AccessStore store;
  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final InstantSource clock;

  public UserEditor(AccessStore store, Passwords passwords, InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.throttle = new LoginThrottle(store.failures());
    this.clock = clock;
  }

  /**
   * Somebody new.
   *
   * @param role its id
   * @param password null to make one up, which has to be changed then
   */
  public record NewUser(
      String name, String role, @Nullable Secret password, boolean mustChangePassword) {}

  /**
   * Who was added.
   *
   * @param password where one was made up; nobody can show it again
   */
  public record Added(User user, @Nullable Secret password) {}

  /**
   * What an edit changes; null leaves it.
   *
   * @param role its id
   */
  public record UserChanges(@Nullable String role, @Nullable Boolean enabled) {}

  /** By name; null for the first ones. */
  public List<User> list(@Nullable String after, int limit) {
    return store.users().list(after, limit);
  }

  /**
   * @throws DumpwardenException {@code NOT_FOUND}
   */
  public User get(String name) {
    return store.users().find(Rules.normalised(name)).orElseThrow(() -> unknown(name));
  }

  /** Until when, by name, those are locked out that are, after too many failed logins. */
  public Map<String, Instant> lockedUntil(Collection<User> users) {
    return throttle.blocked(users.stream().map(User::name).toList(), clock.instant());
  }

  /**
   * @throws InvalidFieldsException with all that is wrong
   * @throws DumpwardenException {@code ALREADY_EXISTS}
   */
  public Added add(NewUser wanted, Actor actor) {
    String name = Rules.normalised(wanted.name());
    List<Problem> problems = new ArrayList<>(Rules.ofName(name));
    Role role = role(wanted.role(), problems);
    Secret given = wanted.password();
    if (given != null) {
      problems.addAll(Rules.ofPassword("password", name, given));
    }
    requireNone("user " + name, problems);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    User user =
        new User(
            UUID.randomUUID().toString(),
            name,
            role,
            true,
            given == null || wanted.mustChangePassword(),
            now,
            null,
            1,
            now,
            now);
    Secret password = given == null ? GeneratedPassword.fresh() : given;
    Secret hash = passwords.hash(password);
    return store
        .users()
        .together(
            () -> {
              store.users().insert(user, hash);
              append("add", actor, user.name(), Map.of(), shown(user));
              return new Added(user, given == null ? password : null);
            });
  }

  /**
   * Changes role and state.
   *
   * @param expectedVersion the version that the editor saw; empty to change whatever is there
   * @throws InvalidFieldsException with all that is wrong
   * @throws DumpwardenException {@code NOT_FOUND}; {@code CONFIG_CONFLICT} where the user was
   *     changed by somebody else, or is the last admin who can sign in
   */
  public User edit(String name, OptionalLong expectedVersion, UserChanges changes, Actor actor) {
    List<Problem> problems = new ArrayList<>();
    Role role = changes.role() == null ? null : role(changes.role(), problems);
    requireNone("user " + name, problems);
    return store
        .users()
        .together(
            () -> {
              List<String> admins = store.users().lockAdmins();
              User before = get(name);
              User after = before.withRole(role == null ? before.role() : role);
              after =
                  after.withEnabled(
                      changes.enabled() == null ? before.enabled() : changes.enabled());
              requireAdminLeft(admins, before, after.isEnabledAdmin());
              return update(before, after, expectedVersion.orElse(before.version()), actor);
            });
  }

  /**
   * @throws DumpwardenException {@code NOT_FOUND}; {@code CONFIG_CONFLICT} where the user is the
   *     last admin who can sign in
   */
  public void remove(String name, Actor actor) {
    store
        .users()
        .together(
            () -> {
              List<String> admins = store.users().lockAdmins();
              User user = get(name);
              requireAdminLeft(admins, user, false);
              store.sessions().endAll(user.id(), null);
              store.users().delete(user.id());
              append("remove", actor, user.name(), shown(user), Map.of());
              return true;
            });
  }

  /**
   * Gives a user a new password that has to be changed at the first login; also ends a lock-out.
   *
   * @return the password, which nobody can show again
   * @throws DumpwardenException {@code NOT_FOUND}
   */
  public Secret reset(String name, Actor actor) {
    Secret password = GeneratedPassword.fresh();
    setPassword(name, password, true, actor);
    return password;
  }

  /**
   * Sets a user's password, ends their sessions and a lock-out.
   *
   * @throws InvalidFieldsException with all that is wrong
   * @throws DumpwardenException {@code NOT_FOUND}
   */
  public void setPassword(String name, Secret password, boolean mustChange, Actor actor) {
    User user = get(name);
    requireNone("user " + user.name(), Rules.ofPassword("password", user.name(), password));
    replacePassword(user, hash(password), mustChange, "reset-password", actor);
    forgive(user);
  }

  Secret hash(Secret password) {
    return passwords.hash(password);
  }

  /** Ends a lock-out. */
  void forgive(User user) {
    throttle.forgive(user.name());
  }

  void replacePassword(User user, Secret hash, boolean mustChange, String action, Actor actor) {
    store
        .users()
        .together(
            () -> {
              store.users().setPassword(user.id(), hash, mustChange, clock.instant());
              store.sessions().endAll(user.id(), null);
              append(
                  action,
                  actor,
                  user.name(),
                  Map.of("mustChangePassword", String.valueOf(user.mustChangePassword())),
                  Map.of("mustChangePassword", String.valueOf(mustChange)));
              return true;
            });
  }

  private User update(User before, User after, long expectedVersion, Actor actor) {
    if (!store.users().update(after, expectedVersion)) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_CONFLICT,
          "user '%s' was changed by somebody else meanwhile".formatted(before.name()));
    }
    if (before.role() != after.role() || before.enabled() != after.enabled()) {
      store.sessions().endAll(before.id(), null);
    }
    append("edit", actor, before.name(), shown(before), shown(after));
    return get(before.name());
  }

  private static void requireAdminLeft(List<String> admins, User user, boolean staysAdmin) {
    if (user.isEnabledAdmin() && !staysAdmin && admins.size() <= 1) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_CONFLICT,
          "user '%s' is the last admin who can sign in".formatted(user.name()),
          "make somebody else an admin first",
          null);
    }
  }

  private DumpwardenException unknown(String name) {
    List<String> names = list(null, ALL).stream().map(User::name).toList();
    return new DumpwardenException(
        ErrorCode.NOT_FOUND,
        "there is no user '%s'%s"
            .formatted(
                name, Nearest.to(name, names).map("; did you mean '%s'?"::formatted).orElse("")));
  }

  static Role role(String id, List<Problem> problems) {
    Role role = Role.of(id).orElse(null);
    if (role == null) {
      problems.add(new Problem("role", "must be viewer, operator or admin"));
      return Role.VIEWER;
    }
    return role;
  }

  static void requireNone(String what, List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidFieldsException(what, problems);
    }
  }

  private static Map<String, @Nullable String> shown(User user) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    fields.put("name", user.name());
    fields.put("role", user.role().id());
    fields.put("enabled", String.valueOf(user.enabled()));
    return fields;
  }

  private void append(
      String action,
      Actor actor,
      String name,
      Map<String, @Nullable String> before,
      Map<String, @Nullable String> after) {
    store.audit().append(new AuditEntry(clock.instant(), actor, action, KIND, name, before, after));
  }
}
