package io.dumpwarden.access;

import io.dumpwarden.storage.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The users' table. Passwords come and go as hashes only. Every method may throw {@code
 * METADATA_UNAVAILABLE}.
 */
public interface Users {

  /** A user with the hash that their password is checked against. */
  record Credentials(User user, Secret passwordHash) {}

  Optional<User> find(String name);

  Optional<Credentials> credentials(String name);

  /**
   * The credentials as they are now. Nobody else can change or remove the user until the
   * transaction of {@link #together} is over.
   */
  Optional<Credentials> lock(String id);

  /**
   * By name.
   *
   * @param after only names behind this one; null from the beginning
   */
  List<User> list(@Nullable String after, int limit);

  /**
   * @throws io.dumpwarden.error.DumpwardenException {@code ALREADY_EXISTS}
   */
  void insert(User user, Secret passwordHash);

  /** Inserts a user where there is none at all, however many nodes try; answers whether it did. */
  boolean insertFirst(User user, Secret passwordHash);

  /** Changes role and state where the version is still the one given; answers whether it did. */
  boolean update(User user, long expectedVersion);

  /** Sets another password, and whether it has to be changed. */
  void setPassword(String id, Secret passwordHash, boolean mustChange, Instant at);

  /** Writes the same password in a stronger form, unless it was changed since. */
  void strengthen(String id, Secret before, Secret after);

  void loggedIn(String id, Instant at);

  void delete(String id);

  /**
   * The ids of the admins who may sign in. Nobody else can change them until the transaction of
   * {@link #together} is over.
   */
  List<String> lockAdmins();

  /** One transaction of all that the work does on this thread. */
  <R> R together(Supplier<R> work);
}
