package io.dumpwarden.app.command;

import io.dumpwarden.app.GivenKey;
import org.jspecify.annotations.Nullable;

/**
 * A backup as a command line asks for it.
 *
 * @param key beside those that the rows hold; null for none
 * @param unnamed whether a person is to pick the databases
 */
record BackupWish(
    TargetOptions target,
    SpecWords words,
    TicketOption ticketOption,
    @Nullable String ticket,
    @Nullable GivenKey key,
    boolean unnamed,
    boolean dryRun,
    boolean ask,
    boolean json) {

  /** Whether exactly one database is wanted. */
  boolean ofOne() {
    return "single".equals(words.words().get("mode"));
  }
}
