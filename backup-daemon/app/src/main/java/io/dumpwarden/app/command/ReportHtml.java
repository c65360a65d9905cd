package io.dumpwarden.app.command;

import io.dumpwarden.report.BackupLine;
import io.dumpwarden.report.DrillLine;
import io.dumpwarden.report.EvidenceReport;
import io.dumpwarden.report.Failure;
import io.dumpwarden.report.RecoveryLine;
import io.dumpwarden.report.RetentionLine;
import io.dumpwarden.view.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The evidence report as a page of its own, written as it is read. Used once. */
final class ReportHtml {

  private final EvidenceReport report;
  private final HtmlPage page;

  ReportHtml(EvidenceReport report, Writer out) {
    this.report = report;
    this.page = new HtmlPage(out);
  }

  void write() throws IOException {
    try {
      page.begin("Backup evidence " + span());
      page.heading("Backup evidence", span() + about());
      List<BackupLine> backups = report.backups();
      figures(backups);
      backups(backups);
      failures();
      drills();
      recoveries();
      verifications();
      retention();
      copies();
      page.end("Made by Dumpwarden at " + Times.text(report.madeAt()) + " UTC. All times are UTC.");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private String span() {
    return Times.text(report.scope().from()) + " to " + Times.text(report.scope().to());
  }

  private String about() {
    return report.scope().server() == null
        ? ", all servers"
        : ", server " + report.scope().server();
  }

  private void figures(List<BackupLine> lines) {
    long good = lines.stream().mapToLong(line -> line.succeeded() + line.partial()).sum();
    long bad = lines.stream().mapToLong(BackupLine::failed).sum();
    long without = lines.stream().filter(line -> line.newestGoodAt() == null).count();
    long stored = lines.stream().mapToLong(BackupLine::storedBytes).sum();
    page.figures(
        new HtmlPage.Figure("good backups", "" + good, ""),
        new HtmlPage.Figure("failed backups", "" + bad, bad > 0 ? "bad" : ""),
        new HtmlPage.Figure("without a good one", "" + without, without > 0 ? "bad" : ""),
        new HtmlPage.Figure("stored", Bytes.text(stored), ""));
  }

  private void backups(List<BackupLine> lines) {
    page.section(
        "Backups", "Each database under each schedule; the newest good one with its size.");
    page.table(
        "No backup began in this span.",
        "Server",
        "Database",
        "Schedule",
        "#Good",
        "#Partial",
        "#Failed",
        "#Other",
        "Newest good",
        "#Dumped",
        "#Stored");
    for (BackupLine line : lines) {
      page.row(
          line.server(),
          line.scope(),
          line.schedule(),
          line.succeeded(),
          page.marked(line.partial(), "warn"),
          page.marked(line.failed(), "bad"),
          line.cancelled() + line.interrupted() + line.running(),
          line.newestGoodAt() == null ? page.status("none") : Times.text(line.newestGoodAt()),
          Bytes.text(line.newestRawBytes()),
          Bytes.text(line.newestStoredBytes()));
    }
    page.endTable();
  }

  private void failures() {
    page.section("Failures", "What did not end well, with its reason.");
    page.table(
        "Nothing failed.", "When", "What", "Server", "Database", "Schedule", "Status", "Why");
    report.forEachFailure(this::failure);
    page.endTable();
  }

  private void failure(Failure failure) {
    String code = failure.errorCode() == null ? "" : failure.errorCode() + ": ";
    page.row(
        Times.text(failure.at()),
        failure.kind(),
        failure.server(),
        failure.scope(),
        failure.schedule(),
        page.status(failure.status()),
        code + (failure.message() == null ? "" : failure.message()));
  }

  private void drills() {
    page.section(
        "Restore drills",
        "Backups that were restored into a throwaway server, and what was proven there.");
    page.table(
        "No backup was drilled.",
        "When",
        "Server",
        "Database",
        "Status",
        "Restored into",
        "#Recovery",
        "#Tables",
        "#Rows",
        "#Rows as dumped",
        "#CHECK TABLE ok",
        "#Assertions held",
        "Findings");
    report.forEachDrill(this::drill);
    page.endTable();
  }

  private void drill(DrillLine line) {
    Duration recovery = line.drill().recovery();
    page.row(
        Times.text(line.drill().startedAt()),
        line.drill().server(),
        line.drill().scope(),
        page.status(line.drill().status().id()),
        line.throwaway(),
        recovery == null ? null : seconds(recovery),
        line.tables(),
        line.rows(),
        line.tablesCounted() + " of " + line.tables(),
        line.tablesChecked() + " of " + line.tables(),
        line.assertionsHeld() + " of " + line.assertions(),
        line.drill().message());
  }

  private void recoveries() {
    page.section("Recovery times", "How long restores took, as drills measured it.");
    page.table(
        "Nothing was measured.",
        "Server",
        "Database",
        "Schedule",
        "#Drills",
        "#Shortest",
        "#Median",
        "#Longest");
    for (RecoveryLine line : report.recoveries()) {
      page.row(
          line.server(),
          line.scope(),
          line.schedule(),
          line.drills(),
          seconds(line.shortest()),
          seconds(line.median()),
          seconds(line.longest()));
    }
    page.endTable();
  }

  private void verifications() {
    page.section("Verifications", "Stored copies that were read again, by what was found.");
    page.table("No copy was verified.", "Storage", "Found", "#Copies", "#Size");
    report
        .verifications()
        .forEach(
            line ->
                page.row(
                    line.storage(),
                    page.status(line.found()),
                    line.copies(),
                    Bytes.text(line.bytes())));
    page.endTable();
  }

  private void retention() {
    page.section(
        "Retention", "The rules as they are now, what they removed in this span, and kept.");
    page.table(
        "There are no copies.",
        "Schedule",
        "Storage",
        "Rule",
        "#Removed",
        "#Freed",
        "#Kept",
        "#Size");
    for (RetentionLine line : report.retention()) {
      page.row(
          line.use().schedule(),
          line.use().storage(),
          line.rule(),
          line.use().removed(),
          Bytes.text(line.use().removedBytes()),
          line.use().kept(),
          Bytes.text(line.use().keptBytes()));
    }
    page.endTable();
  }

  private void copies() {
    page.section("Copies", "What rests on each storage now.");
    page.table("There are no copies.", "Storage", "Status", "#Copies", "#Size");
    report
        .copies()
        .forEach(
            line ->
                page.row(
                    line.storage(),
                    page.status(line.status()),
                    line.copies(),
                    Bytes.text(line.bytes())));
    page.endTable();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
