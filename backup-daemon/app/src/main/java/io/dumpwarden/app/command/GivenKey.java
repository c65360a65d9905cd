package io.dumpwarden.app.command;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.RowOption.Form;
import io.dumpwarden.storage.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options by which somebody gives an encryption key to one command; a mixin. */
final class GivenKey {

  private static final RowOption FILE =
      new RowOption(Form.SECRET, "encryption_key", "--encryption-key", "", "");
  private static final RowOption PASSPHRASE =
      new RowOption(Form.SECRET, "passphrase", "--passphrase", "", "");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = "--encryption-key-file",
      paramLabel = "FILE",
      description = "The key: a passphrase, or an identity of age. Its id is the file's name.")
  private @Nullable String file;

  @Option(
      names = "--key-id",
      paramLabel = "ID",
      description = "The key's id, where it is not the file's name.")
  private @Nullable String id;

  @Option(names = "--passphrase-stdin", description = "The passphrase, read from standard input.")
  private boolean passphraseInput;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The passphrase, read from this file.")
  private @Nullable String passphraseFile;

  @Option(
      names = "--passphrase-env",
      paramLabel = "NAME",
      description = "The passphrase, read from this environment variable.")
  private @Nullable String passphraseVariable;

  /** Null where none is named. */
  @Nullable String id() {
    return id;
  }

  /** Whether a key was given, and not merely named. */
  boolean isGiven() {
    return file != null || passphraseInput || passphraseFile != null || passphraseVariable != null;
  }

  /** The keys with the given one among them. */
  Keyring addedTo(Keyring keys, CommandContext context) {
    return isGiven() ? keys.with(givenId(), read(context)) : keys;
  }

  /** The id under which the given key goes. */
  String givenId() {
    if (id != null) {
      return id;
    }
    String from = file != null ? file : passphraseFile;
    return from == null ? "given" : "" + Path.of(from).getFileName();
  }

  private Secret read(CommandContext context) {
    ParseResult parsed = mixee.commandLine().getParseResult();
    SecretInput input = new SecretInput(parsed, context);
    List<Problem> problems = new ArrayList<>();
    Optional<Secret> key = input.read(FILE, problems);
    Optional<Secret> passphrase = input.read(PASSPHRASE, problems);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(new RowRef(ConfigKind.ENCRYPTION_KEY, givenId()), problems);
    }
    if (key.isPresent() && passphrase.isPresent()) {
      throw new ParameterException(
          mixee.commandLine(), "give either --encryption-key-file or --passphrase-…, not both");
    }
    return key.or(() -> passphrase).orElseThrow();
  }
}
