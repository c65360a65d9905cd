package io.dumpwarden.drill;

import io.dumpwarden.config.DrillAssertion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a drill.
 *
 * @param scratch the server to restore into; null for what fits: the setting's, or one of our own
 * @param allowSource whether that may be the very server that was dumped
 * @param requestedBy who asks
 */
public record DrillRequest(
    String backupId,
    List<DrillAssertion> assertions,
    @Nullable String scratch,
    boolean allowSource,
    String requestedBy) {

  public DrillRequest {
    assertions = List.copyOf(assertions);
  }
}
