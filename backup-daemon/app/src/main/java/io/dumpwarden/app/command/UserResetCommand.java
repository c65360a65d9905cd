package io.dumpwarden.app.command;

import io.dumpwarden.access.UserEditor;
import io.dumpwarden.app.Platform;
import io.dumpwarden.storage.Secret;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets somebody in again. */
@Command(
    name = "reset",
    description =
        "Gives a user a new password, and ends their sessions and a lock-out. Without a password"
            + " one is made up and printed, to be changed at the next login.")
final class UserResetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "The user.")
  private String name = "";

  @Option(
      names = "--must-change",
      description = "The password has to be changed at the next login.")
  private boolean mustChange;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private PasswordOptions password;

  private final CommandContext context;

  UserResetCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Secret given = password.read(context, name);
    try (Platform platform = context.open()) {
      UserEditor users = platform.users();
      Secret made = reset(users, given);
      UserSecret.print(
          CommandContext.out(spec),
          json,
          UserCommand.view(users, name),
          made,
          "reset the password of user " + name);
    }
    return ExitCode.DONE;
  }

  private @Nullable Secret reset(UserEditor users, @Nullable Secret given) {
    if (given == null) {
      return users.reset(name, context.actor());
    }
    users.setPassword(name, given, mustChange, context.actor());
    return null;
  }
}
