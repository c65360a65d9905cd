package io.dumpwarden.app.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.dumpwarden.access.InvalidFieldsException;
import io.dumpwarden.access.Role;
import io.dumpwarden.access.TokenEditor;
import io.dumpwarden.access.TokenEditor.NewToken;
import io.dumpwarden.app.Platform;
import io.dumpwarden.config.Durations;
import io.dumpwarden.config.Problem;
import io.dumpwarden.view.TokenView;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What lets programs use the admin server. Works whether or not a daemon runs. */
@Command(
    name = "token",
    description = "Tokens by which programs use the REST API.",
    synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {

  private static final int ALL = 100_000;

  /** A token that was just made, as JSON shows it. */
  record Made(@JsonUnwrapped TokenView about, String token) {}

  @Spec private CommandSpec spec;

  private final CommandContext context;

  TokenCommand(CommandContext context) {
    this.context = context;
  }

  @Command(name = "add", description = "Makes a token, and prints it this once.")
  int add(
      @Parameters(index = "0", paramLabel = "NAME", description = "What uses it.") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              required = true,
              description = "viewer, operator or admin.")
          String role,
      @Option(
              names = "--expires",
              paramLabel = "DURATION",
              defaultValue = "90d",
              description = "After how long it ends, or never (${DEFAULT-VALUE}).")
          String expires,
      @Option(names = "--json", description = "Print JSON.") boolean json) {
    try (Platform platform = context.open()) {
      Instant end = end(name, expires, platform.clock().instant());
      TokenEditor.Created made =
          platform.tokens().create(new NewToken(name, role, end), Role.ADMIN, context.actor());
      PrintWriter out = CommandContext.out(spec);
      if (json) {
        out.println(Json.of(new Made(TokenView.of(made.token()), made.text().reveal())));
      } else {
        out.printf(
            "added token %s, shown this once:%n%s%n", made.token().name(), made.text().reveal());
      }
      out.flush();
    }
    return ExitCode.DONE;
  }

  private static @Nullable Instant end(String name, String expires, Instant now) {
    if (expires.equals("never")) {
      return null;
    }
    try {
      return now.plus(Durations.parse(expires));
    } catch (IllegalArgumentException e) {
      throw new InvalidFieldsException(
          "token " + name, List.of(new Problem("expires", e.getMessage() + "; or write never")));
    }
  }

  @Command(name = "list", description = "Lists the tokens.")
  int list(@Option(names = "--json", description = "Print JSON.") boolean json) {
    try (Platform platform = context.open()) {
      List<TokenView> tokens =
          platform.tokens().list(null, ALL).stream().map(TokenView::of).toList();
      PrintWriter out = CommandContext.out(spec);
      if (json) {
        out.println(Json.of(tokens));
      } else if (tokens.isEmpty()) {
        out.println("there are no tokens yet");
      } else {
        print(out, tokens);
      }
      out.flush();
    }
    return ExitCode.DONE;
  }

  private static void print(PrintWriter out, List<TokenView> tokens) {
    Table table = new Table("NAME", "ROLE", "MADE BY", "EXPIRES (UTC)", "LAST USED (UTC)");
    for (TokenView token : tokens) {
      Instant end = token.expiresAt();
      Instant used = token.lastUsedAt();
      table.row(
          token.name(),
          token.role(),
          token.createdBy(),
          end == null ? "never" : Times.text(end),
          used == null ? "never" : Times.text(used));
    }
    table.print(out);
  }

  @Command(name = "remove", description = "Revokes a token, at once and on all nodes.")
  int remove(
      @Parameters(index = "0", paramLabel = "NAME", description = "The token.") String name,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    try (Platform platform = context.open()) {
      String known = platform.tokens().get(name).name();
      if (!yes && Terminal.isInteractive() && !Terminal.confirm("Revoke token " + name + "?")) {
        spec.commandLine().getErr().println("not revoked");
        return ExitCode.FAILED;
      }
      platform.tokens().revoke(known, context.actor());
      CommandContext.out(spec).printf("revoked token %s%n", known).flush();
    }
    return ExitCode.DONE;
  }
}
