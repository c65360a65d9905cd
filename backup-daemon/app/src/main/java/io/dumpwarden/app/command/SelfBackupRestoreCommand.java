package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.DaemonConfig;
import io.dumpwarden.app.DataDirectory;
import io.dumpwarden.app.Logging;
import io.dumpwarden.app.SelfRestoreService;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageParser;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.StorageForm;
import io.dumpwarden.recovery.SelfRestore.Candidate;
import io.dumpwarden.view.Bytes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Brings the metadata store back from a storage. */
@Command(
    name = "restore",
    description = {
      "Brings the metadata store back from one of its backups, on a machine that has nothing but",
      "the master key (DUMPWARDEN_MASTER_KEY) and what it takes to reach the storage."
    },
    modelTransformer = RowCommand.Options.class)
final class SelfBackupRestoreCommand extends RowCommand {

  private static final RowForm FORM =
      new RowForm(
          ConfigKind.STORAGE,
          "storage",
          "storages",
          Stream.concat(
                  Stream.of(
                      new RowOption(
                          RowOption.Form.FIXED,
                          "type",
                          "--storage-type",
                          "local|s3",
                          "What the storage is.")),
                  StorageForm.FORM.options().stream()
                      .filter(
                          option -> option.isSetting() || option.form() == RowOption.Form.SECRET))
              .toList());

  @Option(
      names = "--file",
      paramLabel = "NAME",
      description = "The backup to restore, by its file's name; the newest where not given.")
  private String file = "";

  @Option(names = "--list", description = "Only list what can be restored.")
  private boolean list;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  SelfBackupRestoreCommand(CommandContext context) {
    super(context, FORM);
  }

  @Override
  void addOptions(CommandSpec to) {
    arguments().addColumns(to, true);
  }

  @Override
  public Integer call() {
    DaemonConfig config = context().config();
    Logging.configure(config.logging().atMost("warn"));
    Storage storage = storage();
    SelfRestoreService service =
        new SelfRestoreService(config, new DataDirectory(config.dataDir()));
    if (list) {
      print(service.list(storage));
      return ExitCode.DONE;
    }
    Candidate restored = service.restore(storage, file);
    if (json) {
      out().println(Json.of(restored));
    } else {
      out()
          .printf(
              "restored the metadata store of %s from %s (%d rows, storage %s)%n",
              restored.startedAt(), restored.key(), restored.rows(), restored.storage());
      out().println("`dumpwarden serve` goes on from there");
    }
    return ExitCode.DONE;
  }

  private void print(List<Candidate> candidates) {
    if (json) {
      out().println(Json.of(candidates));
      return;
    }
    Table table = new Table("BEGAN", "SIZE", "ROWS", "STORAGE", "FILE");
    candidates.forEach(
        c ->
            table.row(
                c.startedAt(),
                Bytes.text(c.bytes()),
                c.rows(),
                c.storage(),
                c.key().substring(c.key().lastIndexOf('/') + 1)));
    table.print(out());
  }

  /** As a row would say it; nothing of it is kept. */
  private Storage storage() {
    RowChanges given = RowInput.read(form(), parsed(), context()).asNew();
    Map<String, @Nullable String> fields = new LinkedHashMap<>(ConfigKind.STORAGE.standards());
    fields.putAll(given.fields());
    fields.put("name", "self-backups");
    given.secrets().forEach((column, secret) -> fields.put(column, secret.reveal()));
    return StorageParser.parse(
        new ConfigRow(ConfigKind.STORAGE, "", fields, 0, Instant.EPOCH, Instant.EPOCH));
  }
}
