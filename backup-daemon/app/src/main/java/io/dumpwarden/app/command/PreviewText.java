package io.dumpwarden.app.command;

import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.PlanView;
import io.dumpwarden.view.PreviewView;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** What a run would do, for people. */
final class PreviewText {

  private final PrintWriter out;
  private final Instant now;

  PreviewText(PrintWriter out, Instant now) {
    this.out = out;
    this.now = now;
  }

  void print(PreviewView preview) {
    String ticket = preview.ticket() == null ? "" : ", ticket " + preview.ticket();
    out.printf(
        "backup of server %s, schedule %s%s%n", preview.server(), preview.schedule(), ticket);
    preview.warnings().forEach(warning -> out.printf("  warning: %s%n", Table.harmless(warning)));
    files(preview.files());
    out.printf("estimated size: %s before compression%n", Bytes.text(preview.estimatedBytes()));
    line("storages", preview.storages());
    out.printf("compression: %s%nencryption: %s%n", preview.compression(), preview.encryption());
    line("contents", preview.contents());
    out.printf(
        "dump options: %s%n", preview.dumpOptions().isEmpty() ? "standard" : preview.dumpOptions());
    out.printf("command: %s%n", Table.harmless(preview.command()));
    removals(preview.removals());
    out.flush();
  }

  private void files(List<PreviewView.FileView> files) {
    Table table = new Table("FILE", "DATABASES", "DUMPED", "STORED");
    files.forEach(
        file ->
            table.row(
                file.key(),
                String.join(", ", file.databases()),
                Bytes.text(file.estimatedBytes()),
                file.estimatedStoredBytes() == 0 ? "-" : Bytes.text(file.estimatedStoredBytes())));
    table.print(out);
  }

  private void line(String what, List<String> values) {
    out.printf("%s: %s%n", what, Table.harmless(String.join(", ", values)));
  }

  private void removals(List<PlanView> removals) {
    if (removals.isEmpty()) {
      out.println("retention would remove nothing afterwards");
      return;
    }
    out.printf(
        "retention would remove %d copies afterwards (%s):%n",
        removals.size(), Bytes.text(PlanView.bytes(removals)));
    PlanTable.of(removals, now).print(out);
  }
}
