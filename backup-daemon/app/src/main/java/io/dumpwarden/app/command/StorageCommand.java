package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.Platform;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageParser;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.form.RowSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      return adopt ? AdoptedStorage.id(platform, RowSettings.of(changes)) : null;
    }

    /**
     * The marker holds the row's id, so the row comes first; without its marker it is of no use.
     */
    @Override
    void added(Platform platform, ConfigRow row) {
      try {
        platform.initialise(StorageParser.parse(row));
      } catch (RuntimeException e) {
        takeBack(platform, row, e);
        throw AdoptedStorage.explained(row, e);
      }
    }

    private void takeBack(Platform platform, ConfigRow row, RuntimeException why) {
      try {
        platform.editor().remove(ConfigKind.STORAGE, row.key(), context().actor());
      } catch (DumpwardenException e) {
        why.addSuppressed(e);
      }
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

    /**
     * A new path gets its folder and marker before the row says so. Copies must not be left behind:
     * they would be looked for, and deleted, where they are not.
     */
    @Override
    void beforeEdit(Platform platform, ConfigRow row, RowChanges changes) {
      Map<String, @Nullable String> fields = new LinkedHashMap<>(row.fields());
      fields.putAll(changes.fields());
      ConfigRow wanted =
          new ConfigRow(
              row.kind(), row.id(), fields, row.version(), row.createdAt(), row.updatedAt());
      if (location(wanted).equals(location(row))) {
        return;
      }
      Storage storage = StorageParser.parse(wanted);
      if (moved) {
        // a local one shows its own marker there, or this fails
        platform.storages().open(storage).check();
        return;
      }
      if (holdsCopies(platform, storage)) {
        throw new DumpwardenException(
            ErrorCode.CONFIG_CONFLICT,
            "copies are stored on %s: at another place they would not be found"
                .formatted(storage.name()),
            "add another storage; or move everything, the marker %s too, and give --moved"
                .formatted(".dumpwarden-storage"),
            null);
      }
      platform.initialise(storage);
    }

    private static List<@Nullable String> location(ConfigRow row) {
      Map<String, String> settings = RowSettings.of(row);
      return Arrays.asList(
          settings.get("path"),
          settings.get("endpoint"),
          settings.get("bucket"),
          settings.get("prefix"));
    }

    private static boolean holdsCopies(Platform platform, Storage storage) {
      BackupCatalog catalog = platform.catalog();
      return catalog.series().stream()
          .filter(series -> series.storage().equals(storage.name()))
          .flatMap(series -> catalog.copiesOf(series).stream())
          .anyMatch(copy -> copy.copy().storageId().equals(storage.id()));
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
