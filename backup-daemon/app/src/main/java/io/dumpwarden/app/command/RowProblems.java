package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.form.RowForm;
import java.io.PrintWriter;
import java.util.List;

/**
 * What is still wrong with a row that was taken: it is valid by itself, but does not yet fit the
 * others.
 */
final class RowProblems {

  private RowProblems() {}

  static void warn(Platform platform, RowForm form, String key, PrintWriter err) {
    platform
        .snapshots()
        .get()
        .problems()
        .getOrDefault(new RowRef(form.kind(), key), List.of())
        .forEach(problem -> err.println("note: " + form.describe(problem)));
    err.flush();
  }
}
