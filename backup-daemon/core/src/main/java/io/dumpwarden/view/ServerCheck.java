package io.dumpwarden.view;

import io.dumpwarden.config.Server;
import io.dumpwarden.dump.ClientProgram;
import io.dumpwarden.preflight.Finding;
import io.dumpwarden.preflight.Preflight;
import io.dumpwarden.preflight.Report;
import io.dumpwarden.preflight.Survey;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows what pre-flight finds out about a server. */
public final class ServerCheck {

  /** A database and what its tables take. */
  private record Size(String name, long bytes) {}

  private final Preflight preflight;

  public ServerCheck(Preflight preflight) {
    this.preflight = preflight;
  }

  public Findings of(Server server) {
    Report report = preflight.check(server);
    Findings found = new Findings();
    Survey survey = report.survey();
    if (survey != null) {
      facts(survey, report, found);
    }
    report.findings().forEach(finding -> add(finding, found));
    return found;
  }

  private static void facts(Survey survey, Report report, Findings found) {
    found.fact("flavor", survey.server().flavor().id());
    found.fact("version", survey.server().version());
    found.fact("tls", report.tls());
    found.fact(
        "databases",
        survey.inventories().stream().map(i -> new Size(i.database(), i.dataBytes())).toList());
    ClientProgram tool = report.tool();
    if (tool != null) {
      Map<String, String> fact = new LinkedHashMap<>();
      fact.put("path", tool.path().toString());
      fact.put("flavor", tool.flavor().id());
      fact.put("version", tool.release().toString());
      found.fact("dumpTool", fact);
    }
  }

  private static void add(Finding finding, Findings found) {
    Findings.Result result =
        switch (finding.result()) {
          case OK -> Findings.Result.OK;
          case WARNING -> Findings.Result.WARNING;
          case ERROR -> Findings.Result.ERROR;
        };
    found.add(finding.check(), result, finding.message(), finding.hint());
  }
}
