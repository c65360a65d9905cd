package io.dumpwarden.app.command;

import io.dumpwarden.form.RowForms;
import picocli.CommandLine.Command;

/** Who is told what, and what was told. */
@Command(
    name = "notification",
    description = "Who is told what, and what was told.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      NotificationCommand.Add.class,
      NotificationCommand.Listing.class,
      NotificationCommand.Show.class,
      NotificationCommand.Edit.class,
      NotificationCommand.Remove.class,
      ChannelTestCommand.class,
      NotificationSentCommand.class,
      NotificationProblemsCommand.class
    })
final class NotificationCommand {

  @Command(
      name = "add",
      description = "Lets channels be told of events.",
      modelTransformer = RowCommand.Options.class)
  static final class Add extends AddRow {
    Add(CommandContext context) {
      super(context, RowForms.NOTIFICATION_RULE);
    }
  }

  @Command(
      name = "list",
      description = "Lists the rules.",
      modelTransformer = RowCommand.Options.class)
  static final class Listing extends ListRows {
    Listing(CommandContext context) {
      super(context, RowForms.NOTIFICATION_RULE);
    }
  }

  @Command(
      name = "show",
      description = "Shows a rule.",
      modelTransformer = RowCommand.Options.class)
  static final class Show extends ShowRow {
    Show(CommandContext context) {
      super(context, RowForms.NOTIFICATION_RULE);
    }
  }

  @Command(
      name = "edit",
      description = "Changes what is given; '' unsets.",
      modelTransformer = RowCommand.Options.class)
  static final class Edit extends EditRow {
    Edit(CommandContext context) {
      super(context, RowForms.NOTIFICATION_RULE);
    }
  }

  @Command(
      name = "remove",
      description = "Removes a rule: nobody is told by it any more.",
      modelTransformer = RowCommand.Options.class)
  static final class Remove extends RemoveRow {
    Remove(CommandContext context) {
      super(context, RowForms.NOTIFICATION_RULE);
    }
  }
}
