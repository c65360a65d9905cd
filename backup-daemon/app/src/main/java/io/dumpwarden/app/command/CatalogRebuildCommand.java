package io.dumpwarden.app.command;

import io.dumpwarden.app.CatalogService;
import io.dumpwarden.app.Platform;
import io.dumpwarden.recovery.RebuildReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the rows of backups again. */
@Command(
    name = "rebuild",
    description = {
      "Makes the rows of backups and copies again from the manifests on a storage.",
      "Rows that are there stay as they are, and nothing on the storage is touched. It may be repeated."
    })
final class CatalogRebuildCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "STORAGE", description = "The storage to read.")
  private String storage = "";

  @Option(names = "--dry-run", description = "Only say what would be added.")
  private boolean dryRun;

  @Option(
      names = "--import-foreign",
      description = {
        "Add backups too whose manifests our master key did not sign, or that stand elsewhere than",
        "they say: in series of their own, partial, for people to look at."
      })
  private boolean importForeign;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  CatalogRebuildCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    KeptFindings findings = new KeptFindings();
    try (Platform platform = context.open()) {
      RebuildReport report =
          new CatalogService(platform).rebuild(storage, dryRun, importForeign, findings);
      print(report, findings);
      // foreign ones that were asked for are no failure
      long off = report.off() - (importForeign ? report.foreign() : 0);
      return off == 0 ? ExitCode.DONE : ExitCode.PARTIAL;
    }
  }

  private void print(RebuildReport report, KeptFindings findings) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("storage", storage);
      answer.put("dryRun", dryRun);
      answer.put("manifests", report.manifests());
      answer.put("backupsAdded", report.backupsAdded());
      answer.put("copiesAdded", report.copiesAdded());
      answer.put("known", report.known());
      answer.put("foreign", report.foreign());
      answer.put("foreignImported", report.foreignImported());
      answer.put("findings", findings.kept());
      answer.put("findingsInAll", findings.all());
      out.println(Json.of(answer));
      return;
    }
    findings.print(out);
    out.printf(
        "%d manifests on storage %s: %s %d backups and %d copies, %d were known, %d foreign%s%n",
        report.manifests(),
        storage,
        dryRun ? "would add" : "added",
        report.backupsAdded(),
        report.copiesAdded(),
        report.known(),
        report.foreign(),
        importForeign ? " (%d added)".formatted(report.foreignImported()) : "");
    if (report.backupsAdded() > 0) {
      out.println(
          "pins are not on storages: pin again what retention must keep (`dumpwarden retention preview`"
              + " shows what it would remove)");
    }
  }
}
