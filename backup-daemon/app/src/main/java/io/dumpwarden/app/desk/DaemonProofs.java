package io.dumpwarden.app.desk;

import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.app.Platform;
import org.jspecify.annotations.Nullable;

/** TO BE WRITTEN. */
public final class DaemonProofs implements ProofDesk {

  private final Platform platform;

  public DaemonProofs(Platform platform) {
    this.platform = platform;
  }

  @Override
  public void verify(
      String backupId, @Nullable String storage, boolean quick, boolean repair, Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isVerifying(String backupId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String drill(String backupId, @Nullable String scratch, Caller caller) {
    throw new UnsupportedOperationException();
  }
}
