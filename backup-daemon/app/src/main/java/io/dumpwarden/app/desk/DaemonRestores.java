package io.dumpwarden.app.desk;

import io.dumpwarden.admin.desk.RestoreDesk;
import io.dumpwarden.admin.desk.RestoreWish;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.app.Platform;
import io.dumpwarden.restore.RestorePlan;

/** TO BE WRITTEN. */
public final class DaemonRestores implements RestoreDesk {

  private final Platform platform;

  public DaemonRestores(Platform platform) {
    this.platform = platform;
  }

  @Override
  public RestorePlan plan(RestoreWish wish) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String begin(RestoreWish wish, Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancel(String restoreId, Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public java.util.List<String> recover(String server, Caller caller) {
    throw new UnsupportedOperationException();
  }
}
