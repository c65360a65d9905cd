package io.dumpwarden.admin.desk;

import io.dumpwarden.admin.route.Caller;
import org.jspecify.annotations.Nullable;

/** Verification and drills that somebody asks for; this node works at them, in the background. */
public interface ProofDesk {

  /**
   * Begins to verify the copies of a backup; what is found is on the copies, and audited.
   *
   * @param storage only the copy there; null for all
   * @param quick only whether they are there, with their sizes
   * @param repair whether lost ones are written anew from good ones
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}, {@code NO_GOOD_COPY}
   */
  void verify(
      String backupId, @Nullable String storage, boolean quick, boolean repair, Caller caller);

  /** Whether this node is verifying copies of the backup. */
  boolean isVerifying(String backupId);

  /**
   * Begins a drill.
   *
   * @param scratch the server to restore into; null for what fits
   * @return the drill's id; its row is there
   */
  String drill(String backupId, @Nullable String scratch, Caller caller);
}
