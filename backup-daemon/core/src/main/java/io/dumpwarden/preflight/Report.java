package io.dumpwarden.preflight;

import io.dumpwarden.dump.ClientProgram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found out about a server.
 *
 * @param survey null where the server could not be asked
 * @param tls the protocol that the session uses; null for none
 * @param tool the dump program; null where none fits
 */
public record Report(
    List<Finding> findings,
    @Nullable Survey survey,
    @Nullable String tls,
    @Nullable ClientProgram tool) {

  public Report {
    findings = List.copyOf(findings);
  }
}
