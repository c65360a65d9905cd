package io.dumpwarden.load;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;

/**
 * What the workers of one load have in common.
 *
 * @param resumes whether an earlier load has done something of it
 */
record LoadCrew(
    LoadServer server,
    FrameTexts texts,
    RowsQueue queue,
    LoadJournal journal,
    LoadProgress progress,
    Counters counters,
    boolean resumes) {

  /** Throws where the load was ended from outside, or another worker failed. */
  void throwIfEnded() {
    server.control().throwIfEnded();
    if (queue.isStopped()) {
      throw new DumpwardenException(ErrorCode.CANCELLED, "another part of the load failed");
    }
  }
}
