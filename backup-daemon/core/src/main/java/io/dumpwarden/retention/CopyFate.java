package io.dumpwarden.retention;

import java.time.Instant;

/** What became of a copy that was to go. */
sealed interface CopyFate {

  /** Its objects are gone and its row says so. */
  record Deleted() implements CopyFate {}

  /** Its storage lets nobody remove it yet; its row says until when. */
  record Locked(Instant until) implements CopyFate {}

  /** It was pinned meanwhile, or is gone already, or being written. */
  record Kept() implements CopyFate {}
}
