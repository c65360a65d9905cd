package io.dumpwarden.app.command;

import io.dumpwarden.form.RowForms;
import picocli.CommandLine.Command;

/** When to back up what. */
@Command(
    name = "schedule",
    description = "When to back up which databases of which servers.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ScheduleCommand.Add.class,
      ScheduleCommand.Listing.class,
      ScheduleCommand.Show.class,
      ScheduleCommand.Edit.class,
      ScheduleCommand.Remove.class,
      ScheduleTestCommand.class
    })
final class ScheduleCommand {

  @Command(
      name = "add",
      description = "Adds a schedule.",
      modelTransformer = RowCommand.Options.class)
  static final class Add extends AddRow {
    Add(CommandContext context) {
      super(context, RowForms.SCHEDULE);
    }
  }

  @Command(
      name = "list",
      description = "Lists the schedules.",
      modelTransformer = RowCommand.Options.class)
  static final class Listing extends ListRows {
    Listing(CommandContext context) {
      super(context, RowForms.SCHEDULE);
    }
  }

  @Command(
      name = "show",
      description = "Shows a schedule.",
      modelTransformer = RowCommand.Options.class)
  static final class Show extends ShowRow {
    Show(CommandContext context) {
      super(context, RowForms.SCHEDULE);
    }
  }

  @Command(
      name = "edit",
      description = "Changes what is given; '' unsets.",
      modelTransformer = RowCommand.Options.class)
  static final class Edit extends EditRow {
    Edit(CommandContext context) {
      super(context, RowForms.SCHEDULE);
    }
  }

  @Command(
      name = "remove",
      description = "Removes a schedule and its retention rules; its backups stay.",
      modelTransformer = RowCommand.Options.class)
  static final class Remove extends RemoveRow {
    Remove(CommandContext context) {
      super(context, RowForms.SCHEDULE);
    }
  }
}
