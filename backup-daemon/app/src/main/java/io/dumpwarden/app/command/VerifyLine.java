package io.dumpwarden.app.command;

import io.dumpwarden.view.VerifyView;

/** A copy that was verified, in one line. */
final class VerifyLine {

  private VerifyLine() {}

  /** In one line. */
  static String of(VerifyView view) {
    return "%-36s  %-16s  %-10s  %s"
        .formatted(
            view.backup(),
            Table.harmless(view.storage()),
            view.repaired() ? "repaired" : view.result(),
            Table.harmless("%s %s%s".formatted(view.server(), view.database(), remark(view))))
        .stripTrailing();
  }

  static String head() {
    return "%-36s  %-16s  %-10s  %s".formatted("BACKUP", "STORAGE", "RESULT", "WHAT");
  }

  private static String remark(VerifyView view) {
    String remark = view.message() == null ? "" : ": " + view.message();
    if (view.repaired()) {
      return remark + "; repaired from " + view.repairedFrom();
    }
    return view.errorMessage() == null ? remark : remark + "; not repaired: " + view.errorMessage();
  }
}
