package io.dumpwarden.app.command;

import io.dumpwarden.config.Server;
import io.dumpwarden.restore.RestorePlan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether somebody wants what a plan says. A mixin. */
final class RestoreConsent {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = "--confirm",
      paramLabel = "SERVER",
      description = "The target's name once more: needed where it is protected.")
  private @Nullable String confirm;

  @Option(names = "--dry-run", description = "Show what would happen, and end.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  boolean dryRun() {
    return dryRun;
  }

  boolean json() {
    return json;
  }

  boolean asks() {
    return !yes;
  }

  /**
   * Throws where a protected server's name is not given, nor typed.
   *
   * @param server the target, where it is configured
   */
  void requireFor(Optional<Server> server) {
    Optional<String> name = server.filter(Server::isProtected).map(Server::name);
    if (name.isEmpty() || name.get().equals(confirm)) {
      return;
    }
    String question = "Server %s is protected. Its name: ".formatted(name.get());
    boolean typed = confirm == null && Terminal.readLine(question).map(String::strip).equals(name);
    if (!typed) {
      throw usage("server %s is protected: add --confirm %s".formatted(name.get(), name.get()));
    }
  }

  /** Asks, unless {@code --yes} says it. */
  void require(RestorePlan plan) {
    if (asks() && !Terminal.confirm("Do it?")) {
      throw usage("not confirmed: add --yes to restore without being asked");
    }
    plan.requireRunnable();
  }

  private ParameterException usage(String message) {
    return new ParameterException(mixee.commandLine(), message);
  }
}
