package io.dumpwarden.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions' table, so that every node knows them. Every method may throw {@code
 * METADATA_UNAVAILABLE}.
 */
public interface Sessions {

  /** A session and whose it is, as the user is now. */
  record Open(Session session, User user) {}

  /** The one of that digest, whether or not it is over. */
  Optional<Open> ofDigest(String digest);

  /** Newest first. */
  List<Session> ofUser(String userId);

  void insert(Session session, String digest);

  void seen(String id, Instant at);

  /** Ends one of a user's sessions; answers whether there was such a one. */
  boolean end(String userId, String id);

  /**
   * Ends all of a user's sessions.
   *
   * @param except the id of one that goes on; null for none
   */
  int endAll(String userId, @Nullable String except);

  /** Forgets those that are over. */
  int prune(Instant expiredBefore, Instant unseenSince);
}
