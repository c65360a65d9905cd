package io.dumpwarden.swap;

import java.util.List;
import java.util.UUID;

/**
 * What is to be replaced, and for whom.
 *
 * @param restoreId names the journal; whoever recovers finds it there
 * @param units one for each database, no database twice
 * @param note for the people who find the journal: what is restored from where
 * @param logged whether the server writes the swap into its binary log; must be what the load was
 */
public record SwapRequest(UUID restoreId, List<SwapUnit> units, String note, boolean logged) {

  public SwapRequest {
    units = List.copyOf(units);
  }
}
