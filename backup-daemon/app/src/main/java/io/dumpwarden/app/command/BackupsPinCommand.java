package io.dumpwarden.app.command;

import picocli.CommandLine.Command;

/** Keeps backups from being removed. */
@Command(
    name = "pin",
    description =
        "Pins backups: neither retention nor `backups delete` removes them until unpinned.")
final class BackupsPinCommand extends PinCommand {

  BackupsPinCommand(CommandContext context) {
    super(context, true);
  }
}
