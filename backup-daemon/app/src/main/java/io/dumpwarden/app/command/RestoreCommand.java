package io.dumpwarden.app.command;

import io.dumpwarden.app.DataDirectory;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RestoreService;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.restore.RestoreRequest;
import io.dumpwarden.restore.RestoreTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads a backup back into a server. */
@Command(
    name = "restore",
    description = {
      "Restores a backup, or a plain file of one, into a server.",
      "First everything is read through once: decrypted, decompressed and held against its SHA-256."
          + " A database that is not empty is refused unless --replace, --into-new or another name"
          + " is given. A file into --host needs no metadata store."
    })
final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "BACKUP|FILE",
      description = "The backup's id, from `dumpwarden backups`, or the path of a dump's file.")
  private String what;

  @Mixin private RestoreInto into;

  @Mixin private RestoreChoice choice;

  @Mixin private RestoreHow how;

  @Mixin private RestoreConsent consent;

  @Mixin private TicketOption ticket;

  @Option(
      names = "--encryption",
      paramLabel = "TYPE",
      description = "Only if the backup is encrypted this way: aes-256-gcm, age or none.")
  private @Nullable String encryption;

  @Mixin private GivenKey key;

  private final CommandContext context;

  RestoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    into.require();
    StopSignal signal = StopSignal.listen();
    int exit = ExitCode.FAILED;
    try {
      exit = isFile() && into.isGiven() ? withoutStore(signal) : withStore(signal);
    } finally {
      signal.done(exit);
    }
    return exit;
  }

  private int withStore(StopSignal signal) {
    try (Platform platform = context.openToWork()) {
      signal.then(
          () -> {
            // nothing runs yet: a person who is being asked need not answer
            platform.close();
            signal.done(ExitCode.FAILED);
          });
      requireTicket(platform);
      try (RestoreService service = new RestoreService(platform, keys(platform));
          RestoreSource source = source(platform, service)) {
        consent.requireFor(into.server(platform));
        return run(signal, service, source, into.target(context, platform, service));
      }
    }
  }

  /** The disaster case: a file, a server, and nothing of the installation that made it. */
  private int withoutStore(StopSignal signal) {
    DataDirectory data = context.dataWithoutStore();
    signal.then(() -> signal.done(ExitCode.FAILED));
    Keyring keys = key.addedTo(Keyring.empty(), context);
    try (RestoreService service = RestoreService.withoutStore(context.config(), data, keys);
        RestoreSource source = service.source(Path.of(what))) {
      return run(signal, service, source, into.given(context));
    } finally {
      data.deleteTemporary();
    }
  }

  private int run(
      StopSignal signal, RestoreService service, RestoreSource source, RestoreTarget target) {
    requireEncryption(source);
    RestoreRequest request =
        new RestoreRequest(
            target,
            choice.of(source.databases()),
            how.existing(),
            how.load(target.login().flavor()),
            how.users(),
            how.safetyBackup(),
            "%s (cli)".formatted(context.actor().name()),
            ticket.value());
    return new RestoreJob(context, spec, consent, signal)
        .run(service.keepIn(how.safetyFolder()), source, request, how.rewritesAsNeeded());
  }

  private RestoreSource source(Platform platform, RestoreService service) {
    return isFile()
        ? service.source(Path.of(what))
        : service.source(BackupsCommand.require(platform.catalog(), what));
  }

  private boolean isFile() {
    return what.contains("/") || Files.exists(Path.of(what));
  }

  private Keyring keys(Platform platform) {
    String id = key.id();
    return id == null || key.isGiven()
        ? key.addedTo(platform.keyring(), context)
        : platform.keyring().only(id);
  }

  private void requireTicket(Platform platform) {
    try {
      ticket.require(platform.snapshots().get().settings());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void requireEncryption(RestoreSource source) {
    if (encryption == null || source.manifest().isEmpty()) {
      return;
    }
    String found =
        source
            .manifest()
            .map(manifest -> manifest.encryption())
            .map(used -> used.algorithm())
            .orElse(EncryptionChoice.Type.NONE.id());
    if (!found.equals(encryption)) {
      throw new ParameterException(
          spec.commandLine(),
          "--encryption says %s, and %s has %s".formatted(encryption, what, found));
    }
  }
}
