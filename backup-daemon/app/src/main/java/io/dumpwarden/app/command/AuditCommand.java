package io.dumpwarden.app.command;

import io.dumpwarden.access.AuditFilter;
import io.dumpwarden.app.Platform;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.view.AuditExport;
import io.dumpwarden.view.AuditView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who did what. */
@Command(
    name = "audit",
    description = "Who changed, ran, restored or took away what.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditCommand.Listing.class, AuditCommand.Export.class})
final class AuditCommand {

  /** Which entries. */
  static final class Which {
    @Option(names = "--actor", paramLabel = "NAME", description = "Only what this user did.")
    private @Nullable String actor;

    @Option(
        names = "--channel",
        paramLabel = "WORD",
        description = "Only what came by: ui, api, cli, daemon, sql.")
    private @Nullable String channel;

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description = "Only things of this kind: server, schedule, backup and so on.")
    private @Nullable String kind;

    @Option(names = "--key", paramLabel = "NAME", description = "Only this thing.")
    private @Nullable String key;

    @Option(
        names = "--action",
        paramLabel = "WORD",
        description = "Only this: add, edit, remove, restore and so on.")
    private @Nullable String action;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "Not before this day or time, as 2026-01-01 or 2026-01-01T06:00Z.")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "TIME", description = "Before this day or time.")
    private @Nullable String until;

    AuditFilter filter(CommandSpec spec) {
      return new AuditFilter(
          actor, channel, kind, key, action, at(spec, "--from", from), at(spec, "--until", until));
    }

    private static @Nullable Instant at(CommandSpec spec, String option, @Nullable String text) {
      if (text == null) {
        return null;
      }
      try {
        return text.contains("T")
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeException e) {
        throw new ParameterException(
            spec.commandLine(),
            option + ": neither a day such as 2026-01-01 nor a time such as 2026-01-01T06:00Z",
            e);
      }
    }
  }

  @Command(name = "list", description = "Lists the newest entries.")
  static final class Listing implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private Which which = new Which();

    @Option(
        names = "--before",
        paramLabel = "ID",
        description = "Only entries listed after this one: the next page.")
    private @Nullable Long before;

    @Option(
        names = "--limit",
        defaultValue = "50",
        description = "At most so many (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final CommandContext context;

    Listing(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      List<AuditView> views;
      try (Platform platform = context.open()) {
        views =
            platform.audit().list(which.filter(spec), before, limit).stream()
                .map(AuditView::of)
                .toList();
      }
      PrintWriter out = CommandContext.out(spec);
      if (json) {
        out.println(Json.of(views));
        return ExitCode.DONE;
      }
      Table table = new Table("ID", "AT", "WHO", "BY", "FROM", "ACTION", "KIND", "WHAT");
      for (AuditView view : views) {
        table.row(
            view.id(),
            view.at(),
            view.actor(),
            view.channel(),
            view.address() == null ? "-" : view.address(),
            view.action(),
            view.kind(),
            view.key());
      }
      table.print(out);
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "export",
      description = "Writes entries, newest first, to a file (0600); the export is audited too.")
  static final class Export implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private Which which = new Which();

    @Option(names = "--format", paramLabel = "csv|jsonl", description = "csv where not given.")
    private AuditExport.Format format = AuditExport.Format.CSV;

    @Option(
        names = "--output",
        required = true,
        paramLabel = "FILE",
        description = "The file; must not exist.")
    private Path output;

    private final CommandContext context;

    Export(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      OutputFile file = new OutputFile(output.toAbsolutePath(), false);
      file.requireFree();
      try (Platform platform = context.open()) {
        AuditFilter filter = which.filter(spec);
        AuditExport export = new AuditExport(platform.audit());
        export.record(filter, format, context.actor(), platform.clock().instant());
        file.write(out -> export.write(filter, format, out));
        CommandContext.out(spec).println("wrote " + output);
      } catch (IOException e) {
        throw new DumpwardenException(
            ErrorCode.STORAGE_DENIED,
            "%s cannot be written: %s".formatted(output, e),
            "check folder and rights",
            e);
      }
      return ExitCode.DONE;
    }
  }
}
