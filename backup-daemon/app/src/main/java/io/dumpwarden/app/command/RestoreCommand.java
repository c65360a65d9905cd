package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RestoreService;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.Server;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.PrintWriter;
import java.util.Map;
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
      "Restores a backup into a configured server.",
      "The stored bytes are checked against their SHA-256, and an encrypted backup is decrypted to its"
          + " end, before the target is touched."
    })
final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "BACKUP",
      description = "The backup's id, from `dumpwarden backups`.")
  private String id;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "SERVER",
      description = "The server to restore into.")
  private String to;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      description =
          "Restore under this name instead of its own; not for a file of several databases.")
  private @Nullable String database;

  @Option(
      names = "--overwrite",
      description =
          "Load into a database that is not empty: tables of the same name are replaced, others stay.")
  private boolean overwrite;

  @Option(
      names = "--confirm",
      paramLabel = "SERVER",
      description = "The target's name once more: needed where it is protected.")
  private @Nullable String confirm;

  @Option(
      names = "--encryption",
      paramLabel = "TYPE",
      description = "Only if the backup is encrypted this way: aes-256-gcm, age or none.")
  private @Nullable String encryption;

  @Mixin private GivenKey key;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  RestoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      Backup backup = BackupsCommand.require(platform.catalog(), id);
      Server server = server(platform);
      String name = database == null ? names(backup) : database;
      requireEncryption(platform, backup);
      requireConsent(backup, server, name);
      ProgressBar bar = ProgressBar.on(spec, rawBytes(backup));
      long begin = System.nanoTime();
      Copy copy =
          new RestoreService(platform, keys(platform))
              .restore(
                  backup,
                  new RestoreService.Destination(server, database, overwrite),
                  context.actor(),
                  bar::show);
      bar.end();
      report(copy, name, (System.nanoTime() - begin) / 1e9);
    }
    return ExitCode.DONE;
  }

  private Server server(Platform platform) {
    return platform
        .snapshots()
        .get()
        .server(to)
        .orElseThrow(
            () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no valid server " + to));
  }

  private Keyring keys(Platform platform) {
    String id = key.id();
    return id == null || key.isGiven()
        ? key.addedTo(platform.keyring(), context)
        : platform.keyring().only(id);
  }

  private void requireEncryption(Platform platform, Backup backup) {
    if (encryption == null || backup.result() == null) {
      return;
    }
    Manifest.@Nullable EncryptionUsed used =
        platform.manifests().read(backup.result().manifest()).encryption();
    String found = used == null ? EncryptionChoice.Type.NONE.id() : used.algorithm();
    if (!found.equals(encryption)) {
      throw new ParameterException(
          spec.commandLine(),
          "--encryption says %s, and backup %s has %s".formatted(encryption, id, found));
    }
  }

  private static String names(Backup backup) {
    return String.join(", ", backup.databases());
  }

  private static long rawBytes(Backup backup) {
    return backup.result() == null ? 0 : backup.result().rawBytes();
  }

  private void requireConsent(Backup backup, Server server, String name) {
    if (server.isProtected() && !server.name().equals(confirm)) {
      throw new ParameterException(
          spec.commandLine(),
          "server %s is protected: add --confirm %s".formatted(server.name(), server.name()));
    }
    if (yes) {
      return;
    }
    String plan =
        "Restore %s of %s, made %s, into database %s on server %s (%s:%d)%s?"
            .formatted(
                names(backup),
                backup.server(),
                backup.startedAt(),
                name,
                server.name(),
                server.host(),
                server.port(),
                overwrite ? ", replacing tables of the same name" : "");
    if (!Terminal.confirm(plan)) {
      throw new ParameterException(
          spec.commandLine(), "not confirmed: add --yes to restore without being asked");
    }
  }

  private void report(Copy copy, String name, double seconds) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(
          Json.of(
              Map.of(
                  "backup",
                  id,
                  "server",
                  to,
                  "database",
                  name,
                  "storage",
                  copy.storage(),
                  "status",
                  "succeeded",
                  "durationSeconds",
                  seconds)));
    } else {
      out.printf(
          "restored %s into %s on %s from storage %s in %.1f s%n",
          id, name, to, copy.storage(), seconds);
    }
  }
}
