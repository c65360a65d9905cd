package io.dumpwarden.app.command;

import io.dumpwarden.drill.DrillResult;
import io.dumpwarden.drill.DrillResult.AssertionProof;
import io.dumpwarden.drill.DrillResult.TableProof;
import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.DrillView;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a drill found, for people. */
final class DrillText {

  private DrillText() {}

  static void print(PrintWriter out, DrillView drill) {
    out.printf("drill %s of backup %s: %s%n", drill.id(), drill.backup(), drill.status());
    DrillResult result = drill.result();
    if (result != null) {
      print(out, drill, result);
    }
    line(out, "why", drill.message());
    line(out, "hint", drill.hint());
  }

  private static void print(PrintWriter out, DrillView drill, DrillResult result) {
    line(out, "restored into", result.throwaway().isEmpty() ? null : result.throwaway());
    line(out, "from storage", drill.storage());
    if (drill.recoverySeconds() != null) {
      out.printf(
          "recovery time: %.1f s for %s of SQL (check before %.1f s, proof after %.1f s)%n",
          drill.recoverySeconds(),
          Bytes.text(result.rawBytes()),
          result.checkMillis() / 1000.0,
          result.proofMillis() / 1000.0);
    }
    if (!result.tables().isEmpty()) {
      tables(result.tables()).print(out);
    }
    for (AssertionProof asked : result.assertions()) {
      out.println(
          Table.harmless(
              "assertion %s: %s".formatted(asked.assertion(), asked.holds() ? "holds" : "FAILS")));
    }
    lines(out, "problem", result.problems());
    lines(out, "not proven", result.unproven());
    lines(out, "note", result.notes());
  }

  private static Table tables(List<TableProof> proofs) {
    Table table = new Table("DATABASE", "TABLE", "ROWS DUMPED", "ROWS RESTORED", "CHECK");
    for (TableProof proof : proofs) {
      table.row(
          proof.database(),
          proof.table(),
          proof.dumped() == null ? "-" : proof.dumped(),
          proof.rows() == null ? "-" : proof.rows(),
          proof.check() == null ? "-" : proof.check());
    }
    return table;
  }

  private static void lines(PrintWriter out, String word, List<String> texts) {
    texts.forEach(text -> line(out, word, text));
  }

  private static void line(PrintWriter out, String word, @Nullable String text) {
    if (text != null) {
      out.println(word + ": " + Table.harmless(text));
    }
  }
}
