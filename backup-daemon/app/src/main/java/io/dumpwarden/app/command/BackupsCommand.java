package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.config.BackupType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.view.BackupView;
import io.dumpwarden.view.Bytes;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What was backed up, and where it rests. */
@Command(
    name = "backups",
    description = "Lists backups, newest first; with an id, shows one with its manifest.",
    subcommands = {
      BackupsAcceptCommand.class,
      BackupsDeleteCommand.class,
      BackupsPinCommand.class,
      BackupsUnpinCommand.class
    })
final class BackupsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "Show this backup and its manifest.")
  private @Nullable String id;

  @Option(names = "--server", description = "Only this server's.")
  private @Nullable String server;

  @Option(names = "--database", description = "Only this database's.")
  private @Nullable String database;

  @Option(names = "--schedule", description = "Only this schedule's.")
  private @Nullable String schedule;

  @Option(names = "--storage", description = "Only with a copy on this storage.")
  private @Nullable String storage;

  @Option(
      names = "--status",
      description =
          "Only with this status: running, succeeded, partial, failed, cancelled, interrupted.")
  private @Nullable String status;

  @Option(
      names = "--type",
      description = "Only of this type: hourly, daily, weekly, monthly, yearly, manual.")
  private @Nullable BackupType type;

  @Mixin private TimeSpanOptions span = new TimeSpanOptions();

  @Option(
      names = "--search",
      paramLabel = "WORDS",
      description =
          "Only what matches each word: a part of the server's, schedule's or a database's name, a"
              + " word of what went wrong; or one that begins the id, or is the ticket.")
  private @Nullable String search;

  @Option(
      names = "--before",
      paramLabel = "ID",
      description = "Only backups listed after this one: the next page.")
  private @Nullable String before;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "At most so many (${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  BackupsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      BackupCatalog catalog = platform.catalog();
      if (id != null) {
        show(require(catalog, id));
      } else {
        list(catalog.list(filter()), platform.clock().instant());
      }
    }
    return ExitCode.DONE;
  }

  private BackupFilter filter() {
    return BackupFilter.builder()
        .server(server)
        .database(database)
        .schedule(schedule)
        .storage(storage)
        .status(status)
        .type(type == null ? null : type.id())
        .from(span.from())
        .until(span.until())
        .text(search)
        .beforeId(before)
        .limit(limit)
        .build();
  }

  static Backup require(BackupCatalog catalog, String id) {
    return catalog
        .find(id)
        .orElseThrow(
            () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no backup " + id));
  }

  private void list(List<Backup> backups, Instant now) {
    PrintWriter out = CommandContext.out(spec);
    List<BackupView> views = backups.stream().map(BackupView::of).toList();
    if (json) {
      out.println(Json.of(views));
      return;
    }
    Table table =
        new Table(
            "ID",
            "SERVER",
            "DATABASES",
            "TYPE",
            "STATUS",
            "STARTED",
            "SECONDS",
            "DUMPED",
            "STORED",
            "COPIES",
            "PINNED",
            "UNLIKE");
    for (BackupView backup : views) {
      table.row(
          backup.id(),
          backup.server(),
          String.join(",", backup.databases()),
          backup.type(),
          backup.status(),
          backup.startedAt(),
          backup.durationSeconds(),
          Bytes.text(backup.rawBytes()),
          Bytes.text(backup.storedBytes()),
          backup.copies().stream().map(c -> c.text(now)).collect(Collectors.joining(" ")),
          backup.pinned() ? "pinned" : "",
          backup.unlike());
    }
    table.print(out);
  }

  private void show(Backup backup) {
    PrintWriter out = CommandContext.out(spec);
    out.println(Json.of(BackupView.of(backup)));
    if (!json && backup.result() != null) {
      out.println(backup.result().manifest());
    }
  }
}
