package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.KeyRows;
import io.dumpwarden.app.NewFile;
import io.dumpwarden.app.Platform;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Adds a key, and remembers what tells a changed passphrase. */
@Command(
    name = "add",
    description = "Adds a key; `dumpwarden key use` makes it the current one.",
    modelTransformer = RowCommand.Options.class)
final class AddKeyCommand extends AddRow {

  @Option(names = "--generate", description = "Make a strong passphrase.")
  private boolean generate;

  @Option(
      names = "--save-to",
      paramLabel = "FILE",
      description = "With --generate: write the passphrase to this new file too (0600).")
  private @Nullable Path saveTo;

  AddKeyCommand(CommandContext context) {
    super(context, RowForms.KEY);
  }

  @Override
  RowChanges completed(Platform platform, RowChanges changes) {
    requireSense(changes);
    requireNew(platform);
    Map<String, Secret> secrets = new HashMap<>(changes.secrets());
    if (generate) {
      secrets.put("secret", generated());
    }
    return new KeyRows(platform).completed(new RowChanges(changes.fields(), secrets));
  }

  private void requireSense(RowChanges changes) {
    if (generate && (changes.secrets().containsKey("secret") || isSet(changes, "recipients"))) {
      throw usage("--generate makes the passphrase: give neither another one nor recipients");
    }
    if (saveTo != null && !generate) {
      throw usage("--save-to goes with --generate");
    }
  }

  /** Before a passphrase is written to a file that would then belong to no key. */
  private void requireNew(Platform platform) {
    if (platform.rows().find(form().kind(), key()).isPresent()) {
      throw new DumpwardenException(
          ErrorCode.ALREADY_EXISTS, "there is a key '%s' already".formatted(key()));
    }
  }

  private static boolean isSet(RowChanges changes, String field) {
    return changes.fields().get(field) != null;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private Secret generated() {
    Secret secret = KeyRows.generated();
    Path file = saveTo;
    if (file == null) {
      out()
          .println(
              "the passphrase is kept sealed in the metadata store alone: back that up together"
                  + " with the master key, or add a key with --save-to FILE");
    } else {
      save(file, secret);
      out().printf("wrote the passphrase to %s: keep it safe, and off these machines%n", file);
    }
    return secret;
  }

  private static void save(Path file, Secret secret) {
    try {
      NewFile.write(file, secret.reveal() + "\n");
    } catch (FileAlreadyExistsException e) {
      throw new DumpwardenException(
          ErrorCode.ALREADY_EXISTS, file + " is there already", "choose another name", e);
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.STORAGE_DENIED,
          "%s cannot be written: %s".formatted(file, e),
          "check folder and rights",
          e);
    }
  }
}
