package io.dumpwarden.app.command;

import io.dumpwarden.form.RowForms;
import picocli.CommandLine.Command;

/** Which schedule writes to which storage, and how long its copies stay. */
@Command(
    name = "retention",
    description = "Which schedule writes to which storage, and how long its copies stay.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RetentionCommand.Add.class,
      RetentionCommand.Listing.class,
      RetentionCommand.Show.class,
      RetentionCommand.Edit.class,
      RetentionCommand.Remove.class,
      RetentionPreviewCommand.class,
      RetentionApplyCommand.class
    })
final class RetentionCommand {

  @Command(
      name = "add",
      description = "Lets a schedule write to a storage.",
      modelTransformer = RowCommand.Options.class)
  static final class Add extends AddRow {
    Add(CommandContext context) {
      super(context, RowForms.RETENTION);
    }
  }

  @Command(
      name = "list",
      description = "Lists the rules.",
      modelTransformer = RowCommand.Options.class)
  static final class Listing extends ListRows {
    Listing(CommandContext context) {
      super(context, RowForms.RETENTION);
    }
  }

  @Command(
      name = "show",
      description = "Shows a rule.",
      modelTransformer = RowCommand.Options.class)
  static final class Show extends ShowRow {
    Show(CommandContext context) {
      super(context, RowForms.RETENTION);
    }
  }

  @Command(
      name = "edit",
      description = "Changes what is given; '' unsets.",
      modelTransformer = RowCommand.Options.class)
  static final class Edit extends EditRow {
    Edit(CommandContext context) {
      super(context, RowForms.RETENTION);
    }
  }

  @Command(
      name = "remove",
      description = "Removes a rule: the schedule no longer writes there; its copies stay.",
      modelTransformer = RowCommand.Options.class)
  static final class Remove extends RemoveRow {
    Remove(CommandContext context) {
      super(context, RowForms.RETENTION);
    }
  }
}
