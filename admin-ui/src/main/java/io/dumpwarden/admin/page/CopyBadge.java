package io.dumpwarden.admin.page;

import io.dumpwarden.view.BackupView.CopyView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a copy stands, in one word.
 *
 * @param state the copy's status, or, of a stored one, what its last verification found
 * @param locked whether its storage lets nobody remove it now
 * @param detail what is wrong, in words; null where nothing is
 */
public record CopyBadge(
    String storage, String state, String tone, boolean locked, @Nullable String detail) {

  private static final String STORED = "stored";

  static CopyBadge of(CopyView copy, Instant now) {
    String found = copy.verification();
    String state = copy.status().equals(STORED) && found != null ? found : copy.status();
    Instant until = copy.lockedUntil();
    return new CopyBadge(
        copy.storage(),
        state,
        Words.tone(state),
        until != null && now.isBefore(until),
        copy.message() != null ? copy.message() : copy.verificationMessage());
  }
}
