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
 * @param hidesRoutines whether any has routines whose text the account may not read
 */
public record Survey(
    ServerFacts server,
    List<Inventory> inventories,
    List<BrokenView> brokenViews,
    boolean hidesRoutines) {

  public Survey {
    inventories = List.copyOf(inventories);
    brokenViews = List.copyOf(brokenViews);
  }
}
