package io.dumpwarden.drill;

/** Starts throwaway servers of one kind. */
public interface ThrowawayServers {

  /**
   * Starts one, with enough room for the backup.
   *
   * @param drill whose id its leftovers are found by
   * @throws io.dumpwarden.error.DumpwardenException where there is no room, or it cannot be started
   *     or used; nothing stays started then
   */
  ThrowawayServer start(Drill drill, DrillSubject subject);
}
