package io.dumpwarden.view;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.verify.VerifiedCopy;
import io.dumpwarden.verify.VerifiedCopy.NotRepaired;
import org.jspecify.annotations.Nullable;

/**
 * A copy as {@code verify --json} shows it; the names are a contract.
 *
 * @param result verified, present, missing, corrupt, unreadable, unchecked
 * @param repaired whether it was lost and is good now
 */
public record VerifyView(
    String backup,
    String server,
    String database,
    String storage,
    String key,
    String result,
    @Nullable String message,
    boolean repaired,
    @Nullable String repairedFrom,
    @Nullable String errorCode,
    @Nullable String errorMessage) {

  public static VerifyView of(VerifiedCopy done) {
    Copy copy = done.copy();
    NotRepaired not = done.notRepaired();
    return new VerifyView(
        copy.backupId(),
        done.backup().server(),
        done.backup().title(),
        copy.storage(),
        copy.key(),
        done.finding().state().id(),
        done.finding().message(),
        done.repairedFrom() != null,
        done.repairedFrom(),
        not == null ? null : not.code().code(),
        not == null ? null : not.message());
  }
}
