package io.dumpwarden.app.command;

import io.dumpwarden.verify.VerifiedCopy;
import io.dumpwarden.view.VerifyView;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows each copy as soon as it is done with, however many there are, and sums up. */
final class VerifyReport {

  private final PrintWriter out;
  private final boolean json;
  private final Map<String, Long> counts = new TreeMap<>();
  private long copies;
  private boolean lost;
  private boolean unchecked;

  VerifyReport(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void begin() {
    out.print(json ? "[" : "");
  }

  void add(VerifiedCopy done) {
    VerifyView view = VerifyView.of(done);
    if (json) {
      out.print((copies == 0 ? " " : ", ") + Json.of(view));
    } else {
      if (copies == 0) {
        out.println(VerifyLine.head());
      }
      out.println(VerifyLine.of(view));
    }
    out.flush();
    copies++;
    counts.merge(view.repaired() ? "repaired" : view.result(), 1L, Long::sum);
    unchecked |= done.isUnchecked();
    lost |= !done.isGood() && !done.isUnchecked();
  }

  void end() {
    if (json) {
      out.println(copies == 0 ? "]" : " ]");
    } else {
      String sums =
          counts.entrySet().stream()
              .map(count -> count.getValue() + " " + count.getKey())
              .collect(Collectors.joining(", "));
      out.println(copies + (copies == 1 ? " copy" : " copies") + (copies == 0 ? "" : ": " + sums));
    }
    out.flush();
  }

  int exitCode() {
    if (lost) {
      return ExitCode.FAILED;
    }
    return unchecked ? ExitCode.PARTIAL : ExitCode.DONE;
  }
}
