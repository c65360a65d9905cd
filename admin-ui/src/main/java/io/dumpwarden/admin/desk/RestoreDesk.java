package io.dumpwarden.admin.desk;

import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestorePlan;

/** Restores that somebody asks for; this node works at them, one after the other per database. */
public interface RestoreDesk {

  /**
   * What would happen. Reads the manifest and looks at the target; takes seconds.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}, {@code CONFIG_INVALID} with
   *     the wish's fields, what the target says
   */
  RestorePlan plan(RestoreWish wish);

  /**
   * Begins a restore. Refused where the plan may not run, where the target is protected and the
   * caller is no admin, or where data is at risk and {@link RestoreWish#confirm} is not the
   * target's name.
   *
   * @return the restore's id; its row is there
   */
  String begin(RestoreWish wish, Caller caller);

  /**
   * Asks for its end; whichever node works at it. {@code NOT_FOUND} where there is none. Refused
   * where the caller could not have begun it, since the target is protected.
   */
  void cancel(String restoreId, Caller caller);

  /** Whether {@link #cancel} is theirs to ask for. */
  boolean mayCancel(Restore restore, Caller caller);

  /**
   * Brings what dead processes left on the server to an end.
   *
   * @return what was done, a line each
   */
  java.util.List<String> recover(String server, Caller caller);
}
