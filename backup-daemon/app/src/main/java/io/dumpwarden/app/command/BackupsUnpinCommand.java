package io.dumpwarden.app.command;

import picocli.CommandLine.Command;

/** Lets backups go as their rules say. */
@Command(
    name = "unpin",
    description = "Takes the pins of backups away: retention's rules hold for them again.")
final class BackupsUnpinCommand extends PinCommand {

  BackupsUnpinCommand(CommandContext context) {
    super(context, false);
  }
}
