package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageParser;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.StorageCheck;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries a storage as a backup would. */
@Command(
    name = "test",
    description = "Writes a small object to a storage, reads it back and removes it.",
    modelTransformer = RowCommand.Options.class)
final class StorageTestCommand extends RowCommand {

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  StorageTestCommand(CommandContext context) {
    super(context, RowForms.STORAGE);
  }

  @Override
  public Integer call() {
    try (Platform platform = context().open()) {
      ConfigRow row = row(platform);
      return FindingsText.print(found(platform, row), out(), json, "storage", row.key());
    }
  }

  private Findings found(Platform platform, ConfigRow row) {
    try {
      Storage storage = StorageParser.parse(row);
      return new StorageCheck(
              platform.storages().open(storage), platform.storages().open(withoutLock(storage)))
          .run();
    } catch (InvalidConfigException e) {
      return Findings.ofInvalid(form(), e);
    }
  }

  private static Storage withoutLock(Storage storage) {
    Map<String, String> settings = new HashMap<>(storage.settings());
    settings.keySet().removeIf(name -> name.startsWith("object_lock_"));
    return new Storage(
        storage.id(),
        storage.name(),
        storage.type(),
        Map.copyOf(settings),
        storage.secretKey(),
        storage.enabled());
  }
}
