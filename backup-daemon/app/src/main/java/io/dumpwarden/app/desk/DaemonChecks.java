package io.dumpwarden.app.desk;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.ScanView;
import java.time.Instant;
import java.util.List;

/** TO BE WRITTEN. */
public final class DaemonChecks implements CheckDesk {

  private final Platform platform;

  public DaemonChecks(Platform platform) {
    this.platform = platform;
  }

  @Override
  public Findings test(ConfigKind kind, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Findings test(ConfigKind kind, String name, RowChanges changes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScanView scan(String server) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScanView lastScan(String server) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Instant> next(String cron, String zone, int count) {
    throw new UnsupportedOperationException();
  }
}
