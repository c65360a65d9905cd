package io.dumpwarden.app.command;

import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.EncryptionKeyParser;
import io.dumpwarden.form.RowForms;
import java.util.Map;
import java.util.OptionalLong;
import picocli.CommandLine.Command;

/** Makes a key the current one of its type. */
@Command(
    name = "use",
    description = "New backups are encrypted with this key, where a schedule names none itself.",
    modelTransformer = RowCommand.Options.class)
final class UseKeyCommand extends RowCommand {

  UseKeyCommand(CommandContext context) {
    super(context, RowForms.KEY);
  }

  @Override
  public Integer call() {
    try (Platform platform = context().open()) {
      EncryptionChoice.Type type = EncryptionKeyParser.parse(row(platform)).type();
      platform.keyring().encryption(new EncryptionChoice(type, key()));
      String setting = type == EncryptionChoice.Type.AGE ? "age_key" : "aes_key";
      set(platform, setting);
      out().printf("new backups by %s are encrypted with key %s%n", type.id(), key());
    }
    return ExitCode.DONE;
  }

  private void set(Platform platform, String setting) {
    ConfigEditor editor = platform.editor();
    if (platform.rows().find(ConfigKind.SETTING, setting).isPresent()) {
      RowChanges changes = RowChanges.of(Map.of("value", key()));
      editor.edit(ConfigKind.SETTING, setting, OptionalLong.empty(), changes, context().actor());
    } else {
      RowChanges changes = RowChanges.of(Map.of("name", setting, "value", key()));
      editor.add(ConfigKind.SETTING, changes, context().actor());
    }
  }
}
