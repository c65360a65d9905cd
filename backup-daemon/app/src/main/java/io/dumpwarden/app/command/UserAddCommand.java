package io.dumpwarden.app.command;

import io.dumpwarden.access.UserEditor;
import io.dumpwarden.access.UserEditor.NewUser;
import io.dumpwarden.app.Platform;
import io.dumpwarden.storage.Secret;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a user. */
@Command(
    name = "add",
    description =
        "Adds a user. Without a password one is made up and printed, to be changed at the first"
            + " login.")
final class UserAddCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "What the user signs in as.")
  private String name = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description = "viewer, operator or admin.")
  private String role = "";

  @Option(
      names = "--must-change",
      description = "The password has to be changed at the first login.")
  private boolean mustChange;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private PasswordOptions password;

  private final CommandContext context;

  UserAddCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Secret given = password.read(context, name);
    try (Platform platform = context.open()) {
      UserEditor users = platform.users();
      UserEditor.Added added =
          users.add(new NewUser(name, role, given, mustChange), context.actor());
      UserSecret.print(
          CommandContext.out(spec),
          json,
          UserCommand.view(users, added.user().name()),
          added.password(),
          "added user " + added.user().name());
    }
    return ExitCode.DONE;
  }
}
