package io.dumpwarden.preflight;

import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerFacts;
import java.util.List;

/**
 * What a server and the databases to be backed up look like before a backup.
 *
 * @param inventories one for each of the databases
 * @param brokenViews those of all of them
 */
public record Survey(
    ServerFacts server, List<Inventory> inventories, List<BrokenView> brokenViews) {

  public Survey {
    inventories = List.copyOf(inventories);
    brokenViews = List.copyOf(brokenViews);
  }
}
