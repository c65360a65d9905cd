package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.StorageRows;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowForms;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where backups rest. */
@Command(
    name = "storage",
    description = "Places that backups are written to.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StorageCommand.Add.class,
      StorageCommand.Listing.class,
      StorageCommand.Show.class,
      StorageCommand.Edit.class,
      StorageCommand.Remove.class,
      StorageTestCommand.class
    })
final class StorageCommand {

  @Command(
      name = "add",
      description = "Adds a storage; a local one gets its folder and marker.",
      modelTransformer = RowCommand.Options.class)
  static final class Add extends AddRow {
    @Option(
        names = "--adopt",
        description = {
          "local: take over a folder that was a storage before, with all it holds and its id;",
          "then `dumpwarden catalog rebuild` makes the rows of its backups."
        })
    private boolean adopt;

    Add(CommandContext context) {
      super(context, RowForms.STORAGE);
    }

    /** The id in the folder's marker, which copies of it are known by. */
    @Override
    @Nullable String id(Platform platform, RowChanges changes) {
      return adopt ? new StorageRows(platform).adoptedId(changes) : null;
    }

    @Override
    void added(Platform platform, ConfigRow row) {
      new StorageRows(platform).added(row, context().actor());
    }
  }

  @Command(
      name = "list",
      description = "Lists the storages.",
      modelTransformer = RowCommand.Options.class)
  static final class Listing extends ListRows {
    Listing(CommandContext context) {
      super(context, RowForms.STORAGE);
    }
  }

  @Command(
      name = "show",
      description = "Shows a storage.",
      modelTransformer = RowCommand.Options.class)
  static final class Show extends ShowRow {
    Show(CommandContext context) {
      super(context, RowForms.STORAGE);
    }
  }

  @Command(
      name = "edit",
      description = "Changes what is given; '' unsets.",
      modelTransformer = RowCommand.Options.class)
  static final class Edit extends EditRow {
    Edit(CommandContext context) {
      super(context, RowForms.STORAGE);
    }

    @Option(
        names = "--moved",
        description = "What was stored has been moved to the new path, bucket or prefix already.")
    private boolean moved;

    @Override
    void beforeEdit(Platform platform, ConfigRow row, RowChanges changes) {
      new StorageRows(platform).beforeEdit(row, changes, moved);
    }
  }

  @Command(
      name = "remove",
      description = "Removes a storage; what it holds stays.",
      modelTransformer = RowCommand.Options.class)
  static final class Remove extends RemoveRow {
    Remove(CommandContext context) {
      super(context, RowForms.STORAGE);
    }
  }
}
