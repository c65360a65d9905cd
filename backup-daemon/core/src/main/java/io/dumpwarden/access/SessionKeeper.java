package io.dumpwarden.access;

import io.dumpwarden.storage.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions from login to end. They rest in the store, so any node serves them. Safe for use by many
 * threads.
 */
public final class SessionKeeper {

  /** A session in which nothing is asked for ends so soon. */
  public static final Duration IDLE_LIMIT = Duration.ofHours(4);

  /** Every session ends so soon. */
  public static final Duration LIMIT = Duration.ofHours(24);

  /** How far the store may lag behind in when a session was last seen: spares a write a request. */
  static final Duration SEEN_STEP = Duration.ofMinutes(5);

  private static final int LONGEST_AGENT = 255;

  private final Sessions sessions;
  private final InstantSource clock;

  public SessionKeeper(Sessions sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * A session that was just opened.
   *
   * @param cookie what proves it; nobody else keeps it
   */
  public record Opened(Session session, User user, Secret cookie) {}

  Opened open(User user, Visitor visitor) {
    Instant now = clock.instant();
    Secret cookie = OpaqueToken.fresh("");
    Session session =
        new Session(
            UUID.randomUUID().toString(),
            user.id(),
            visitor.address(),
            harmless(visitor.userAgent()),
            now,
            now,
            now.plus(LIMIT));
    sessions.insert(session, OpaqueToken.digest(cookie));
    return new Opened(session, user, cookie);
  }

  /** The session that a cookie proves; empty where it is over, ended, or its user is disabled. */
  public Optional<Sessions.Open> find(Secret cookie) {
    Optional<Sessions.Open> found = stillOpen(cookie);
    found.map(Sessions.Open::session).ifPresent(session -> see(session, clock.instant()));
    return found;
  }

  /** The same, without that it counts as seen. */
  public Optional<Sessions.Open> stillOpen(Secret cookie) {
    Instant now = clock.instant();
    return sessions
        .ofDigest(OpaqueToken.digest(cookie))
        .filter(open -> open.user().enabled() && holds(open.session(), now));
  }

  /** What forms of the session send back: told by the cookie, and telling nothing of it. */
  public static String formToken(Secret cookie) {
    return OpaqueToken.digest("form", cookie.reveal());
  }

  /** A user's sessions that hold, newest first. */
  public List<Session> of(String userId) {
    Instant now = clock.instant();
    return sessions.ofUser(userId).stream().filter(session -> holds(session, now)).toList();
  }

  /** Ends one of a user's sessions; answers whether there was such a one. */
  public boolean end(String userId, String id) {
    return sessions.end(userId, id);
  }

  /** Ends a user's other sessions. */
  public int endOthers(String userId, @Nullable String except) {
    return sessions.endAll(userId, except);
  }

  /** Forgets what is over. */
  public int prune() {
    Instant now = clock.instant();
    return sessions.prune(now, now.minus(IDLE_LIMIT));
  }

  private void see(Session session, Instant now) {
    if (session.lastSeenAt().plus(SEEN_STEP).isBefore(now)) {
      sessions.seen(session.id(), now);
    }
  }

  private static boolean holds(Session session, Instant now) {
    return now.isBefore(session.expiresAt()) && now.isBefore(session.lastSeenAt().plus(IDLE_LIMIT));
  }

  private static String harmless(String userAgent) {
    String text = userAgent.replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > LONGEST_AGENT ? text.substring(0, LONGEST_AGENT) : text;
  }
}
