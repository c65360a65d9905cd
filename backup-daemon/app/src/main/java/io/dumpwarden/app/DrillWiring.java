package io.dumpwarden.app;

import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.drill.DrillRecovery;
import io.dumpwarden.drill.DrillRunner;
import io.dumpwarden.drill.DrillStore;
import io.dumpwarden.drill.DueDrills;
import io.dumpwarden.drill.Throwaways;
import io.dumpwarden.encryption.Keyring;

/** Puts together what drills backups in this process; the daemon and the command use the same. */
final class DrillWiring {

  private final Platform platform;
  private final Keyring keys;
  private final DrillStore drills;
  private final Throwaways throwaways;

  /**
   * @param keys the platform's, with those that somebody gave
   */
  DrillWiring(Platform platform, Keyring keys) {
    this.platform = platform;
    this.keys = keys;
    this.drills = platform.drills();
    this.throwaways =
        new Throwaways(
            platform.snapshots(),
            new EmbeddedThrowaways(platform.data()),
            platform.vault(),
            drills);
  }

  DrillRunner runner() {
    return new DrillRunner(
        new DrillRunner.Records(platform.catalog(), platform.manifests(), drills),
        new DrillRunner.Loading(
            VerifyWiring.reader(platform, keys),
            new RestoreClients(platform.programs()),
            platform.data().temporary()),
        throwaways,
        platform.clock());
  }

  DrillRecovery recovery() {
    return new DrillRecovery(drills, throwaways, platform.clock());
  }

  DueDrills due() {
    return new DueDrills(platform.catalogSummary(), platform.catalog(), drills);
  }
}
