package io.dumpwarden.app.command;

import io.dumpwarden.app.KeyRows;
import io.dumpwarden.app.Platform;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.form.RowForms;
import picocli.CommandLine.Command;

/** Makes a key the current one of its type. */
@Command(
    name = "use",
    description = "New backups are encrypted with this key, where a schedule names none itself.",
    modelTransformer = RowCommand.Options.class)
final class UseKeyCommand extends RowCommand {

  UseKeyCommand(CommandContext context) {
    super(context, RowForms.KEY);
  }

  @Override
  public Integer call() {
    try (Platform platform = context().open()) {
      EncryptionChoice.Type type = new KeyRows(platform).use(row(platform), context().actor());
      out().printf("new backups by %s are encrypted with key %s%n", type.id(), key());
    }
    return ExitCode.DONE;
  }
}
