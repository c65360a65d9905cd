package io.dumpwarden.app.command;

import io.dumpwarden.access.User;
import io.dumpwarden.access.UserEditor;
import io.dumpwarden.access.UserEditor.UserChanges;
import io.dumpwarden.app.Platform;
import io.dumpwarden.view.UserView;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may use the admin server. Works whether or not a daemon runs. */
@Command(
    name = "user",
    description = "Users of the admin server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {UserAddCommand.class, UserResetCommand.class})
final class UserCommand {

  private static final int ALL = 100_000;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  UserCommand(CommandContext context) {
    this.context = context;
  }

  @Command(name = "list", description = "Lists the users.")
  int list(@Option(names = "--json", description = "Print JSON.") boolean json) {
    try (Platform platform = context.open()) {
      UserEditor users = platform.users();
      List<User> all = users.list(null, ALL);
      Map<String, Instant> locked = users.lockedUntil(all);
      List<UserView> views =
          all.stream().map(user -> UserView.of(user, locked.get(user.name()))).toList();
      PrintWriter out = CommandContext.out(spec);
      if (json) {
        out.println(Json.of(views));
      } else if (views.isEmpty()) {
        out.println("there are no users yet: the daemon adds one when it starts");
      } else {
        print(out, views);
      }
      out.flush();
    }
    return ExitCode.DONE;
  }

  private static void print(PrintWriter out, List<UserView> views) {
    Table table = new Table("NAME", "ROLE", "STATE", "LAST LOGIN (UTC)");
    for (UserView user : views) {
      Instant login = user.lastLoginAt();
      table.row(user.name(), user.role(), state(user), login == null ? "" : Times.text(login));
    }
    table.print(out);
  }

  private static String state(UserView user) {
    if (!user.enabled()) {
      return "disabled";
    }
    if (user.lockedUntil() != null) {
      return "locked out until " + Times.text(user.lockedUntil());
    }
    return user.mustChangePassword() ? "must change password" : "enabled";
  }

  @Command(name = "show", description = "Shows a user.")
  int show(
      @Parameters(index = "0", paramLabel = "NAME", description = "The user.") String name,
      @Option(names = "--json", description = "Print JSON.") boolean json) {
    try (Platform platform = context.open()) {
      UserView user = view(platform.users(), name);
      PrintWriter out = CommandContext.out(spec);
      if (json) {
        out.println(Json.of(user));
      } else {
        print(out, List.of(user));
      }
      out.flush();
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "edit",
      description = "Changes role and state; a change ends the user's sessions.")
  int edit(
      @Parameters(index = "0", paramLabel = "NAME", description = "The user.") String name,
      @Option(names = "--role", paramLabel = "ROLE", description = "viewer, operator or admin.")
          @Nullable String role,
      @Option(names = "--enabled", description = "The user may sign in.") boolean enabled,
      @Option(names = "--disabled", description = "The user may not sign in.") boolean disabled) {
    if (enabled && disabled) {
      throw new ParameterException(
          spec.commandLine(), "give either --enabled or --disabled, not both");
    }
    Boolean state = enabled ? Boolean.TRUE : disabled ? Boolean.FALSE : null;
    try (Platform platform = context.open()) {
      User user =
          platform
              .users()
              .edit(name, OptionalLong.empty(), new UserChanges(role, state), context.actor());
      CommandContext.out(spec).printf("saved user %s%n", user.name()).flush();
    }
    return ExitCode.DONE;
  }

  @Command(name = "remove", description = "Removes a user, and ends their sessions.")
  int remove(
      @Parameters(index = "0", paramLabel = "NAME", description = "The user.") String name,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    try (Platform platform = context.open()) {
      User user = platform.users().get(name);
      if (!yes && Terminal.isInteractive() && !Terminal.confirm("Remove user " + name + "?")) {
        spec.commandLine().getErr().println("not removed");
        return ExitCode.FAILED;
      }
      platform.users().remove(user.name(), context.actor());
      CommandContext.out(spec).printf("removed user %s%n", user.name()).flush();
    }
    return ExitCode.DONE;
  }

  static UserView view(UserEditor users, String name) {
    User user = users.get(name);
    return UserView.of(user, users.lockedUntil(List.of(user)).get(user.name()));
  }
}
