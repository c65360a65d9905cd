package io.dumpwarden.dump;

import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.EngineChoice;
import io.dumpwarden.config.Flavor;

/**
 * What dumps can be made with. Safe for use by many threads.
 *
 * @param own Dumpwarden's
 * @param tool the one that calls the servers' dump programs
 */
public record DumpEngines(DumpEngine own, DumpEngine tool) {

  /** Only one, whatever is chosen. */
  public static DumpEngines only(DumpEngine engine) {
    return new DumpEngines(engine, engine);
  }

  /** The one for a server whose dumps are to have these options. */
  public DumpEngine of(EngineChoice choice, Flavor flavor, DumpOptionSet options) {
    return choice.isNative(flavor, options) ? own : tool;
  }
}
