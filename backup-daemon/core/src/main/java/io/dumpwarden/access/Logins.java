package io.dumpwarden.access;

import io.dumpwarden.access.SessionKeeper.Opened;
import io.dumpwarden.access.Users.Credentials;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in and out. Whoever fails learns nothing but that they failed: an unknown name, a wrong
 * password and a disabled user get the same answer after the same work. Safe for use by many
 * threads.
 */
public final class Logins {

  /** What audits say instead of a name that nobody has: it may be a password, mistyped. */
  static final String UNKNOWN = "[unknown]";

  private static final String KIND = "session";

  private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

  private final AccessStore store;
  private final Passwords passwords;
  private final SessionKeeper sessions;
  private final LoginThrottle throttle;
  private final InstantSource clock;

  public Logins(AccessStore store, Passwords passwords, InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.clock = clock;
    this.sessions = new SessionKeeper(store.sessions(), clock);
    this.throttle = new LoginThrottle(store.failures());
  }

  /** What came of an attempt. */
  public sealed interface Result {

    record Welcome(Opened opened) implements Result {}

    /** Name or password are not right, or the user is disabled. */
    record Refused() implements Result {}

    /** There were too many failures: nothing was looked at. */
    record Blocked(Instant until) implements Result {}
  }

  /** What came of looking at a password. */
  sealed interface Checked {

    record Right(Credentials known) implements Checked {}

    record Not(Result why) implements Checked {}
  }

  /**
   * @throws io.dumpwarden.error.DumpwardenException {@code METADATA_UNAVAILABLE}, {@code BUSY}
   */
  public Result login(String givenName, Secret password, Visitor visitor) {
    Checked checked = check(Rules.normalised(givenName), password, visitor);
    if (!(checked instanceof Checked.Right right)) {
      return ((Checked.Not) checked).why();
    }
    Credentials known = right.known();
    Opened opened = open(known, visitor);
    if (opened == null) {
      // a reset, or the same password in a stronger form: what stands there now decides
      known = proven(known.user().name(), password);
      opened = known == null ? null : open(known, visitor);
    }
    if (known == null || opened == null) {
      failed(right.known().user().name(), visitor);
      return new Result.Refused();
    }
    strengthen(known, password);
    return new Result.Welcome(opened);
  }

  /** Ends a session; answers whether there was such a one. */
  public boolean logout(String name, String session, Actor actor) {
    return store
        .users()
        .find(name)
        .filter(user -> sessions.end(user.id(), session))
        .map(user -> told(actor, user, 1))
        .isPresent();
  }

  /** Ends all sessions but one; answers how many. */
  public int logoutElsewhere(String name, @Nullable String stays, Actor actor) {
    return store
        .users()
        .find(name)
        .map(user -> told(actor, user, sessions.endOthers(user.id(), stays)))
        .orElse(0);
  }

  private int told(Actor actor, User user, int ended) {
    if (ended > 0) {
      append(actor, "logout", user.name(), Map.of("sessions", String.valueOf(ended)));
    }
    return ended;
  }

  /** Forgets sessions that are over, and failures that count no longer. */
  public void prune() {
    sessions.prune();
    throttle.prune(clock.instant());
  }

  /** Whether it is the password of that name, as slow for guessers as it has to be. */
  Checked check(String name, Secret password, Visitor visitor) {
    Instant now = clock.instant();
    LoginThrottle.Attempt attempt = throttle.begin(name, visitor.address(), now);
    if (attempt.blockedUntil() != null) {
      return new Checked.Not(new Result.Blocked(attempt.blockedUntil()));
    }
    Credentials known;
    try {
      known = proven(name, password);
    } catch (DumpwardenException e) {
      if (e.code() == ErrorCode.BUSY) {
        // no password was looked at: that is nobody's wrong guess
        throttle.withdraw(name, visitor.address(), now);
      }
      throw e;
    }
    if (known == null) {
      refused(name, visitor, attempt);
      return new Checked.Not(new Result.Refused());
    }
    throttle.succeeded(name, visitor.address(), now);
    return new Checked.Right(known);
  }

  private @Nullable Credentials proven(String name, Secret password) {
    if (password.reveal().length() > 4 * Rules.LONGEST_PASSWORD) {
      return null;
    }
    Credentials known = store.users().credentials(name).orElse(null);
    if (known == null) {
      passwords.pretend(password);
      return null;
    }
    boolean right = passwords.matches(password, known.passwordHash());
    return right && known.user().enabled() ? known : null;
  }

  /** Null where the user is not, or no longer, the one whose password was proven. */
  private @Nullable Opened open(Credentials proven, Visitor visitor) {
    return store
        .users()
        .<@Nullable Opened>together(
            () -> {
              User user = still(proven);
              if (user == null) {
                return null;
              }
              store.users().loggedIn(user.id(), clock.instant());
              append(visitor.as(user.name()), "login", user.name(), Map.of());
              return sessions.open(user, visitor);
            });
  }

  /**
   * The user as they are now, locked until the transaction ends; null where they are disabled,
   * removed, or have another password than the one that was proven.
   */
  @Nullable User still(Credentials proven) {
    return store
        .users()
        .lock(proven.user().id())
        .filter(now -> now.user().enabled() && now.passwordHash().equals(proven.passwordHash()))
        .map(Credentials::user)
        .orElse(null);
  }

  private void strengthen(Credentials known, Secret password) {
    if (!passwords.isWeak(known.passwordHash())) {
      return;
    }
    try {
      store.users().strengthen(known.user().id(), known.passwordHash(), passwords.hash(password));
    } catch (DumpwardenException e) {
      // the session is open: the next login makes up for it
      LOG.debug("the password of {} is not stronger yet: {}", known.user().name(), e.getMessage());
    }
  }

  void failed(String name, Visitor visitor) {
    append(visitor.as(name), "login-failed", name, Map.of());
  }

  private void refused(String name, Visitor visitor, LoginThrottle.Attempt attempt) {
    String shown = store.users().find(name).isPresent() ? name : UNKNOWN;
    failed(shown, visitor);
    if (attempt.lockedOut()) {
      append(
          visitor.as(shown),
          "lock-out",
          shown,
          Map.of("minutes", String.valueOf(LoginThrottle.LOCK_OUT.toMinutes())));
    }
  }

  private void append(
      Actor actor, String action, String name, Map<String, @Nullable String> after) {
    store
        .audit()
        .append(new AuditEntry(clock.instant(), actor, action, KIND, name, Map.of(), after));
  }
}
