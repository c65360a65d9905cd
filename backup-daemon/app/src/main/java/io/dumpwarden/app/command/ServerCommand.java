package io.dumpwarden.app.command;

import io.dumpwarden.form.RowForms;
import picocli.CommandLine.Command;

/** The database servers to protect. */
@Command(
    name = "server",
    description = "Database servers to protect.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServerAddCommand.class,
      ServerCommand.Listing.class,
      ServerCommand.Show.class,
      ServerCommand.Edit.class,
      ServerCommand.Remove.class,
      ServerTestCommand.class,
      ServerScanCommand.class
    })
final class ServerCommand {

  @Command(
      name = "list",
      description = "Lists the servers.",
      modelTransformer = RowCommand.Options.class)
  static final class Listing extends ListRows {
    Listing(CommandContext context) {
      super(context, RowForms.SERVER);
    }
  }

  @Command(
      name = "show",
      description = "Shows a server.",
      modelTransformer = RowCommand.Options.class)
  static final class Show extends ShowRow {
    Show(CommandContext context) {
      super(context, RowForms.SERVER);
    }
  }

  @Command(
      name = "edit",
      description = "Changes what is given; '' unsets.",
      modelTransformer = RowCommand.Options.class)
  static final class Edit extends EditRow {
    Edit(CommandContext context) {
      super(context, RowForms.SERVER);
    }
  }

  @Command(
      name = "remove",
      description = "Removes a server; its backups stay.",
      modelTransformer = RowCommand.Options.class)
  static final class Remove extends RemoveRow {
    Remove(CommandContext context) {
      super(context, RowForms.SERVER);
    }
  }
}
