package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.report.EvidenceReport;
import io.dumpwarden.report.ReportScope;
import io.dumpwarden.view.ReportJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was done in a span of time, as evidence. */
@Command(
    name = "report",
    description = {
      "Writes an evidence report of a span of time: backups, failures, verifications, drills with what they proved,"
          + " recovery times, retention.",
      "As JSON, or as an HTML page that needs nothing else and prints well. All times are UTC."
    })
final class ReportCommand implements Callable<Integer> {

  private enum Format {
    JSON,
    HTML
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      converter = TimeSpanOptions.DayOrTime.class,
      description = "From this day on, as 2026-01-01, or from this time on, as 2026-01-01T06:00Z.")
  private Instant from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      converter = TimeSpanOptions.DayOrTime.class,
      description = "Until before this day or time.")
  private Instant to;

  @Option(names = "--server", description = "Only this server's.")
  private @Nullable String server;

  @Option(
      names = "--format",
      defaultValue = "json",
      description = "json or html (${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write into this file (0600) instead of to the terminal.")
  private @Nullable Path output;

  @Option(names = "--force", description = "Replace the file where it is there already.")
  private boolean force;

  private final CommandContext context;

  ReportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    ReportScope scope = scope();
    OutputFile file = output == null ? null : new OutputFile(output, force);
    if (file != null) {
      file.requireFree();
    }
    try (Platform platform = context.open()) {
      EvidenceReport report = platform.report(scope);
      if (file == null) {
        PrintWriter out = CommandContext.out(spec);
        write(report, out);
        out.flush();
      } else {
        file.write(writer -> write(report, writer));
        CommandContext.out(spec).println("wrote " + output);
      }
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID, "cannot write %s: %s".formatted(output, e), e);
    }
    return ExitCode.DONE;
  }

  private void write(EvidenceReport report, Writer out) throws IOException {
    switch (format) {
      case JSON -> {
        ReportJson.write(report, Json.generator(out));
        out.write(System.lineSeparator());
      }
      case HTML -> new ReportHtml(report, out).write();
    }
  }

  private ReportScope scope() {
    try {
      return new ReportScope(from, to, server);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--from, --to: " + e.getMessage(), e);
    }
  }
}
