package io.dumpwarden.app.command;

import io.dumpwarden.access.InvalidFieldsException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.storage.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a user's password is read; never an argument, which others could see. */
final class PasswordOptions {

  private static final RowOption PASSWORD =
      RowOption.secret("password", "--password", "The password.");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  private boolean stdin;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Read the password from this file.")
  private @Nullable String file;

  @Option(
      names = "--password-env",
      paramLabel = "NAME",
      description = "Read the password from this environment variable.")
  private @Nullable String variable;

  /** Null where none of the options is given. */
  @Nullable Secret read(CommandContext context, String user) {
    List<Problem> problems = new ArrayList<>();
    Secret password =
        new SecretInput(mixee.commandLine().getParseResult(), context)
            .read(PASSWORD, problems)
            .orElse(null);
    if (!problems.isEmpty()) {
      throw new InvalidFieldsException("user " + user, problems);
    }
    return password;
  }
}
