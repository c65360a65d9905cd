package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RestoreService;
import io.dumpwarden.config.Glob;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.restore.RestoreRequest;
import io.dumpwarden.restore.RestoreRequest.Choice;
import io.dumpwarden.restore.RestoreTarget;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Streams a dump of one server straight into another. */
@Command(
    name = "copy",
    description = {
      "Copies databases of a server into another one, or under another name into the same.",
      "The dump goes straight from the one into the other, without a file. A database that is not"
          + " empty is refused unless --replace or --into-new is given; with --replace the copy is"
          + " loaded beside it, and takes its place only after the dump was proven whole."
    })
final class CopyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "SERVER",
      description = "The configured server to copy from, with its backup account.")
  private String from;

  @Option(
      names = "--database",
      required = true,
      paramLabel = "NAME",
      description = "The database to copy; repeatable: several are copied as of one moment.")
  private List<String> databases;

  @Option(
      names = "--as",
      paramLabel = "NEW",
      description = "Its name in the target; for one database.")
  private @Nullable String newName;

  @Mixin private RestoreInto into;

  @Mixin private RestoreHow how;

  @Mixin private RestoreConsent consent;

  @Mixin private TicketOption ticket;

  private final CommandContext context;

  CopyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    into.require();
    if (newName != null && databases.size() > 1) {
      throw usage("--as names one database, and %d are given".formatted(databases.size()));
    }
    StopSignal signal = StopSignal.listen();
    int exit = ExitCode.FAILED;
    try (Platform platform = context.openToWork()) {
      signal.then(
          () -> {
            // nothing runs yet: a person who is being asked need not answer
            platform.close();
            signal.done(ExitCode.FAILED);
          });
      exit = copy(platform, signal);
    } finally {
      signal.done(exit);
    }
    return exit;
  }

  private int copy(Platform platform, StopSignal signal) {
    requireTicket(platform);
    List<String> names = databases.stream().distinct().toList();
    try (RestoreService service = new RestoreService(platform);
        RestoreSource source = service.source(source(platform), names)) {
      consent.requireFor(into.server(platform));
      RestoreTarget target = into.target(context, platform, service);
      RestoreRequest request =
          new RestoreRequest(
              target,
              new Choice(names.stream().map(Glob::literal).toList(), newName, Map.of(), List.of()),
              how.existing(),
              how.load(target.login().flavor()),
              how.users(),
              how.safetyBackup(),
              "%s (cli)".formatted(context.actor().name()),
              ticket.value());
      return new RestoreJob(context, spec, consent, signal)
          .run(service.keepIn(how.safetyFolder()), source, request, how.rewritesAsNeeded());
    }
  }

  private Server source(Platform platform) {
    List<String> known = platform.snapshots().get().servers().stream().map(Server::name).toList();
    return platform
        .snapshots()
        .get()
        .server(from)
        .orElseThrow(
            () ->
                new DumpwardenException(
                    ErrorCode.NOT_FOUND,
                    "there is no valid server %s%s".formatted(from, Nearest.hint(from, known))));
  }

  private void requireTicket(Platform platform) {
    try {
      ticket.require(platform.snapshots().get().settings());
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
