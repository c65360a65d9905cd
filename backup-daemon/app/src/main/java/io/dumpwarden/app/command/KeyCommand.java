package io.dumpwarden.app.command;

import io.dumpwarden.app.KeyRows;
import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowForms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The keys that backups are encrypted with. */
@Command(
    name = "key",
    description = "Keys that backups are encrypted with.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AddKeyCommand.class,
      KeyCommand.Listing.class,
      KeyCommand.Show.class,
      UseKeyCommand.class,
      KeyCommand.Remove.class
    })
final class KeyCommand {

  @Command(
      name = "list",
      description = "Lists the keys.",
      modelTransformer = RowCommand.Options.class)
  static final class Listing extends ListRows {
    Listing(CommandContext context) {
      super(context, RowForms.KEY);
    }
  }

  @Command(
      name = "show",
      description = "Shows a key, without what is secret of it.",
      modelTransformer = RowCommand.Options.class)
  static final class Show extends ShowRow {
    Show(CommandContext context) {
      super(context, RowForms.KEY);
    }
  }

  @Command(
      name = "remove",
      description = "Removes a key that no stored backup needs.",
      modelTransformer = RowCommand.Options.class)
  static final class Remove extends RemoveRow {

    @Option(
        names = "--force",
        description = "Also where stored backups need it: without it nobody can read them.")
    private boolean force;

    Remove(CommandContext context) {
      super(context, RowForms.KEY);
    }

    @Override
    void requireNotNeeded(Platform platform, ConfigRow row) {
      if (!force) {
        new KeyRows(platform).requireNotNeeded(row);
      }
    }
  }
}
