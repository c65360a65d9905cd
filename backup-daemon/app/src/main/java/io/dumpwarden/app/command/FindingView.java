package io.dumpwarden.app.command;

import io.dumpwarden.recovery.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A finding as JSON and tables show it. */
record FindingView(
    String kind, String storage, String key, @Nullable String backup, String message) {

  static FindingView of(Finding finding) {
    return new FindingView(
        finding.kind().id(),
        finding.storage(),
        finding.key(),
        finding.backupId(),
        finding.message());
  }

  /** Keeps the first ones: a storage full of strangers' files must not fill the memory. */
  static final class Some implements Consumer<Finding> {

    private static final int KEPT = 5_000;

    private final List<FindingView> kept = new ArrayList<>();
    private long all;

    @Override
    public void accept(Finding finding) {
      all++;
      if (kept.size() < KEPT) {
        kept.add(of(finding));
      }
    }

    List<FindingView> kept() {
      return kept;
    }

    long all() {
      return all;
    }

    boolean isEmpty() {
      return all == 0;
    }

    void print(java.io.PrintWriter out) {
      if (isEmpty()) {
        return;
      }
      Table table = new Table("FINDING", "STORAGE", "OBJECT", "WHAT");
      kept.forEach(f -> table.row(f.kind(), f.storage(), f.key(), f.message()));
      table.print(out);
      if (all > kept.size()) {
        out.printf("… and %d more%n", all - kept.size());
      }
    }
  }
}
