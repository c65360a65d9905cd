package io.dumpwarden.app.command;

import io.dumpwarden.app.CatalogService;
import io.dumpwarden.app.Platform;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the catalog against the storages. */
@Command(
    name = "check",
    description = {
      "Says where rows and storages differ: rows without objects, objects without rows, sizes,",
      "dumps without manifests, uploads that were never ended, and what the sweep would remove.",
      "Touches nothing. Ends with 3 where anything is off."
    })
final class CatalogCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0..*",
      paramLabel = "STORAGE",
      description = "The storages to look at; all enabled ones within reach where not given.")
  private List<String> storages = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  CatalogCheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    KeptFindings findings = new KeptFindings();
    try (Platform platform = context.open()) {
      List<String> looked = new CatalogService(platform).check(storages, findings);
      PrintWriter out = CommandContext.out(spec);
      if (json) {
        out.println(
            Json.of(
                Map.of(
                    "storages",
                    looked,
                    "findings",
                    findings.kept(),
                    "findingsInAll",
                    findings.all())));
      } else {
        findings.print(out);
        out.printf(
            "%s: %s%n",
            String.join(", ", looked),
            findings.isEmpty() ? "all as it should be" : findings.all() + " findings");
      }
      return findings.isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
    }
  }
}
