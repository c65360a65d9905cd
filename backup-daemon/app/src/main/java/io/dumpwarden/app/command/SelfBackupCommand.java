package io.dumpwarden.app.command;

import picocli.CommandLine.Command;

/** Dumpwarden's own metadata store, backed up to the storages. */
@Command(
    name = "self-backup",
    description = "Backs Dumpwarden's own metadata store up to the storages, and brings it back.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SelfBackupRunCommand.class,
      SelfBackupListCommand.class,
      SelfBackupRestoreCommand.class
    })
final class SelfBackupCommand {}
