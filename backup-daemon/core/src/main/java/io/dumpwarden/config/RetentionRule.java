package io.dumpwarden.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the copies of one schedule stay on one storage; that the rule exists means that the
 * schedule writes there.
 *
 * @param keepFor null where age removes nothing
 * @param keepForever true: nothing is ever removed
 * @param minCopies so many of the newest good copies of a series stay whatever their age
 * @param maxCopies more than so many are removed, oldest first; null for no limit
 */
public record RetentionRule(
    String schedule,
    String storage,
    @Nullable KeepFor keepFor,
    boolean keepForever,
    int minCopies,
    @Nullable Integer maxCopies) {

  /** The standard for backups without a schedule: 90 days, and 10 copies at most. */
  static RetentionRule manual(String storage) {
    return new RetentionRule(Schedule.MANUAL, storage, KeepFor.parse("90d"), false, 1, 10);
  }

  public Optional<KeepFor> age() {
    return Optional.ofNullable(keepFor);
  }
}
