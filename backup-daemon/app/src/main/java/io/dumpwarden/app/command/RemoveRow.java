package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowForm;
import picocli.CommandLine.Option;

/** Removes a row. Asks a person first; a script is not asked. */
abstract class RemoveRow extends RowCommand {

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  RemoveRow(CommandContext context, RowForm form) {
    super(context, form);
  }

  @Override
  public final Integer call() {
    try (Platform platform = context().open()) {
      requireNotNeeded(platform, row(platform));
      if (!yes
          && Terminal.isInteractive()
          && !Terminal.confirm("Remove %s %s?".formatted(form().noun(), key()))) {
        spec().commandLine().getErr().println("not removed");
        return ExitCode.FAILED;
      }
      platform.editor().remove(form().kind(), key(), context().actor());
      out().printf("removed %s %s; backups made so far stay%n", form().noun(), key());
    }
    return ExitCode.DONE;
  }

  /** Throws where something would be lost with the row. */
  void requireNotNeeded(Platform platform, ConfigRow row) {}
}
