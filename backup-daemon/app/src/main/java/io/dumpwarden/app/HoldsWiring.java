package io.dumpwarden.app;

import io.dumpwarden.anomaly.Acceptance;
import io.dumpwarden.retention.BackupDeletion;
import io.dumpwarden.retention.BackupPins;

/** Pins, deletion and acceptance, over the platform's rows and storages. */
public final class HoldsWiring {

  private HoldsWiring() {}

  public static BackupDeletion deletion(Platform platform) {
    return new BackupDeletion(
        platform.snapshots(),
        platform.catalog(),
        platform.storages(),
        platform.audit(),
        platform.clock());
  }

  public static Acceptance acceptance(Platform platform) {
    return new Acceptance(platform.anomalies(), platform.audit(), platform.clock());
  }

  public static BackupPins pins(Platform platform) {
    return new BackupPins(platform.catalog(), platform.audit(), platform.clock());
  }
}
