package io.dumpwarden.access;

import io.dumpwarden.storage.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets somebody in where nobody can be yet. */
public final class FirstAdmin {

  public static final String NAME = "admin";

  private final AccessStore store;
  private final Passwords passwords;
  private final InstantSource clock;

  public FirstAdmin(AccessStore store, Passwords passwords, InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Adds the user {@link #NAME} where there is no user at all. Of several nodes one does so.
   *
   * @param given the password; null to make one up
   * @return the password that was made up, for the one who starts the daemon; empty otherwise
   */
  public Optional<Secret> ensure(@Nullable Secret given) {
    if (!store.users().list(null, 1).isEmpty()) {
      return Optional.empty();
    }
    Secret password = given == null ? GeneratedPassword.fresh() : given;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    User admin =
        new User(
            UUID.randomUUID().toString(), NAME, Role.ADMIN, true, false, now, null, 1, now, now);
    Secret hash = passwords.hash(password);
    boolean added =
        store
            .users()
            .together(
                () -> {
                  boolean first = store.users().insertFirst(admin, hash);
                  if (first) {
                    append(admin);
                  }
                  return first;
                });
    return added && given == null ? Optional.of(password) : Optional.empty();
  }

  private void append(User admin) {
    Map<String, @Nullable String> after = Map.of("name", NAME, "role", admin.role().id());
    store
        .audit()
        .append(
            new AuditEntry(admin.createdAt(), Actor.DAEMON, "add", "user", NAME, Map.of(), after));
  }
}
