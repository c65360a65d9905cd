package io.dumpwarden.app.command;

import io.dumpwarden.view.Findings;
import io.dumpwarden.view.Findings.Finding;
import java.io.PrintWriter;

/** Findings for a person, or as JSON. */
final class FindingsText {

  private FindingsText() {}

  /** Prints everything; answers the exit code. */
  static int print(Findings found, PrintWriter out, boolean json, String kind, String name) {
    if (json) {
      out.println(Json.of(found.json(kind, name)));
    } else {
      found.lines().forEach(line -> print(out, line));
    }
    out.flush();
    return found.isBad() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static void print(PrintWriter out, Finding line) {
    out.printf("%-8s %s: %s%n", line.result(), line.check(), Table.harmless(line.message()));
    if (line.hint() != null) {
      out.printf("%-8s hint: %s%n", "", Table.harmless(line.hint()));
    }
  }
}
