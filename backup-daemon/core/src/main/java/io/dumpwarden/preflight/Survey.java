package io.dumpwarden.preflight;

import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.dump.DumpRequest;
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

  /** What to ask of a dump of these databases, so that it does not fail on what was found. */
  public DumpRequest.What what(DumpContents contents, DumpOptionSet options) {
    return new DumpRequest.What(contents, brokenViews, !hidesRoutines, options);
  }
}
