package io.dumpwarden.view;

import io.dumpwarden.recovery.Finding;
import org.jspecify.annotations.Nullable;

/** A finding about a storage's catalog, as JSON and tables show it. */
public record FindingView(
    String kind, String storage, String key, @Nullable String backup, String message) {

  public static FindingView of(Finding finding) {
    return new FindingView(
        finding.kind().id(),
        finding.storage(),
        finding.key(),
        finding.backupId(),
        finding.message());
  }
}
