package io.dumpwarden.app.desk;

import io.dumpwarden.admin.desk.SystemDesk;
import io.dumpwarden.app.Platform;
import java.util.List;

/** TO BE WRITTEN. */
public final class DaemonSystem implements SystemDesk {

  private final Platform platform;

  public DaemonSystem(Platform platform) {
    this.platform = platform;
  }

  @Override
  public Facts facts() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<AtWork> nodes() {
    throw new UnsupportedOperationException();
  }
}
