package io.dumpwarden.app.command;

import io.dumpwarden.app.Daemon;
import io.dumpwarden.app.DaemonConfig;
import io.dumpwarden.app.DemoScene;
import io.dumpwarden.app.Logging;
import io.dumpwarden.app.Stop;
import io.dumpwarden.app.desk.AdminWiring;
import io.dumpwarden.backup.BackupListener;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.run.Run;
import io.dumpwarden.view.BackupView;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows everything at work, on embedded parts only. */
@Command(
    name = "demo",
    description = {
      "Starts a daemon, a sample MariaDB server with a shop of some 100,000 rows, a local storage and a schedule that",
      "fires every minute. Everything rests in the data directory. Ctrl-C ends it."
    })
final class DemoCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  /** How it was called: the start scripts tell. */
  private static final String COMMAND = System.getProperty("dumpwarden.command", "dumpwarden");

  @Spec private CommandSpec spec;

  private final CommandContext context;

  DemoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException, IOException, SQLException {
    DaemonConfig config = context.config();
    Logging.configure(config.logging().atMost("warn"));
    PrintWriter out = CommandContext.out(spec);
    Stop stop = Stop.onSignal();
    out.println("Starting an embedded MariaDB for the metadata, and another as a sample server …");
    out.flush();
    try {
      play(config, out, stop);
    } finally {
      stop.done(ExitCode.DONE);
    }
    return ExitCode.DONE;
  }

  private static void play(DaemonConfig config, PrintWriter out, Stop stop)
      throws InterruptedException, IOException, SQLException {
    Daemon daemon = Daemon.start(config, printing(out), AdminWiring.front());
    try (DemoScene scene = DemoScene.set(daemon.platform())) {
      tell(out, config, scene);
      daemon.firstPassword().ifPresent(password -> FirstLogin.tell(out, password));
      stop.await();
      out.println("Stopping …");
      out.flush();
      // before the sample server: a backup under way ends as interrupted, not as a failure of its
      // server
      daemon.close();
    } finally {
      daemon.close();
    }
  }

  private static void tell(PrintWriter out, DaemonConfig config, DemoScene scene) {
    out.printf(
        """

        Dumpwarden is at work.
          Sample server  %s:%d, database shop (a little traffic changes it all the time)
          Schedule       %s fires every minute
          Backups        %s
                         each file restores with `zstd -dc FILE | mariadb …`
          Admin          http://%s:%d/
          Metrics        http://%s:%d/metrics
        Try in another terminal, with the same data directory:
          %s backups
          %s restore BACKUP --to %s --database shop_restored
        Each finished backup is a line below, its id at the end. Ctrl-C ends the demo; the backups stay.

        """,
        scene.server().host(),
        scene.server().port(),
        DemoScene.SCHEDULE,
        scene.storageFolder(),
        config.admin().listen().address(),
        config.admin().listen().port(),
        config.metrics().address(),
        config.metrics().port(),
        COMMAND,
        COMMAND,
        DemoScene.SERVER);
    out.flush();
  }

  private static Instant finishedAt(Backup backup) {
    return backup.finishedAt() == null ? backup.startedAt() : backup.finishedAt();
  }

  private static BackupListener printing(PrintWriter out) {
    return new BackupListener() {
      @Override
      public void backupFinished(Run run, Backup backup) {
        out.println(TIME.format(finishedAt(backup)) + "  " + BackupLine.of(BackupView.of(backup)));
        out.flush();
      }
    };
  }
}
