package io.dumpwarden.app.command;

import io.dumpwarden.recovery.Finding;
import io.dumpwarden.view.FindingView;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the first ones: a storage full of strangers' files must not fill the memory. */
final class KeptFindings implements Consumer<Finding> {

  private static final int KEPT = 5_000;

  private final List<FindingView> kept = new ArrayList<>();
  private long all;

  @Override
  public void accept(Finding finding) {
    all++;
    if (kept.size() < KEPT) {
      kept.add(FindingView.of(finding));
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

  void print(PrintWriter out) {
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
