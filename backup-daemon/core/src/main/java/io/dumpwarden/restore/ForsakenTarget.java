package io.dumpwarden.restore;

import io.dumpwarden.swap.SwapOutcome;
import java.util.Optional;

/** How people are told what a restore left behind whose process died. */
final class ForsakenTarget {

  private ForsakenTarget() {}

  /**
   * @param outcome what its journal came to; empty where the server has none of it
   * @return empty where the recovery is to try again
   */
  static Optional<String> after(Restore restore, Optional<SwapOutcome> outcome) {
    if (outcome.isEmpty()) {
      return Optional.of(withoutJournal(restore));
    }
    return switch (outcome.get().state()) {
      case OLD_IN_PLACE, NEW_IN_PLACE -> Optional.of(told(outcome.get()));
      case UNFINISHED -> Optional.empty();
    };
  }

  private static String told(SwapOutcome outcome) {
    return outcome.notes().isEmpty()
        ? outcome.message()
        : "%s; %s".formatted(outcome.message(), String.join("; ", outcome.notes()));
  }

  /** Where nobody could look. */
  static String unasked(Restore restore) {
    return restore.into().existing() == Existing.REPLACE && touches(restore)
        ? "either the old or the new data of %s can be brought in place".formatted(names(restore))
        : withoutJournal(restore);
  }

  private static String withoutJournal(Restore restore) {
    if (!touches(restore)) {
      return "the target was not touched";
    }
    return switch (restore.progress().phase()) {
      case CHECKING_SOURCE, CHECKING_TARGET, SAFETY_BACKUP -> "the target was not touched";
      case LOADING, CHECKING_RESULT ->
          restore.into().existing() == Existing.REPLACE
              // the store may have been away since
              ? "it was loading beside %s when it was last heard of, and has no journal there: look which data is there"
                  .formatted(names(restore))
              : "%s may be loaded in part: drop it, or restore it again".formatted(names(restore));
      case SWAPPING ->
          "the replacement of %s came to its end, and its journal is gone: look which data is there"
              .formatted(names(restore));
      case USERS, DONE -> "the new data of %s is in place".formatted(names(restore));
    };
  }

  private static boolean touches(Restore restore) {
    return restore.progress().phase().compareTo(RestorePhase.SAFETY_BACKUP) > 0;
  }

  private static String names(Restore restore) {
    return String.join(", ", restore.into().databases().values());
  }
}
