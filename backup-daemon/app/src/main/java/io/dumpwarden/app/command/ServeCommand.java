package io.dumpwarden.app.command;

import io.dumpwarden.app.Daemon;
import io.dumpwarden.app.DaemonConfig;
import io.dumpwarden.app.Logging;
import io.dumpwarden.app.Stop;
import io.dumpwarden.app.desk.AdminWiring;
import io.dumpwarden.backup.BackupListener;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the daemon until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Runs the daemon: schedules, backups, retention, health and metrics.",
      "Its settings come from DUMPWARDEN_… variables in the environment."
    })
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private final CommandContext context;

  ServeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    DaemonConfig config = context.config();
    Logging.configure(config.logging());
    Stop stop = Stop.onSignal();
    try (Daemon daemon = Daemon.start(config, new BackupListener() {}, AdminWiring.front())) {
      daemon
          .firstPassword()
          .ifPresent(password -> FirstLogin.tell(CommandContext.out(spec), password));
      stop.await();
    } finally {
      stop.done(ExitCode.DONE);
    }
    return ExitCode.DONE;
  }
}
