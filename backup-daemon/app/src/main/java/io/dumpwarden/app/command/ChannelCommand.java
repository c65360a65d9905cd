package io.dumpwarden.app.command;

import io.dumpwarden.form.RowForms;
import picocli.CommandLine.Command;

/** Ways to tell somebody. */
@Command(
    name = "channel",
    description = "Ways to tell somebody: mail, chat, webhooks, dead-man pings.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ChannelCommand.Add.class,
      ChannelCommand.Listing.class,
      ChannelCommand.Show.class,
      ChannelCommand.Edit.class,
      ChannelCommand.Remove.class,
      ChannelTestCommand.class
    })
final class ChannelCommand {

  @Command(
      name = "add",
      description = "Adds a channel.",
      modelTransformer = RowCommand.Options.class)
  static final class Add extends AddRow {
    Add(CommandContext context) {
      super(context, RowForms.CHANNEL);
    }
  }

  @Command(
      name = "list",
      description = "Lists the channels.",
      modelTransformer = RowCommand.Options.class)
  static final class Listing extends ListRows {
    Listing(CommandContext context) {
      super(context, RowForms.CHANNEL);
    }
  }

  @Command(
      name = "show",
      description = "Shows a channel.",
      modelTransformer = RowCommand.Options.class)
  static final class Show extends ShowRow {
    Show(CommandContext context) {
      super(context, RowForms.CHANNEL);
    }
  }

  @Command(
      name = "edit",
      description = "Changes what is given; '' unsets.",
      modelTransformer = RowCommand.Options.class)
  static final class Edit extends EditRow {
    Edit(CommandContext context) {
      super(context, RowForms.CHANNEL);
    }
  }

  @Command(
      name = "remove",
      description = "Removes a channel; what it was to send is dropped.",
      modelTransformer = RowCommand.Options.class)
  static final class Remove extends RemoveRow {
    Remove(CommandContext context) {
      super(context, RowForms.CHANNEL);
    }
  }
}
