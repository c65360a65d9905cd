package io.dumpwarden.app.command;

import io.dumpwarden.app.RestoreService;
import io.dumpwarden.app.RestoreService.Done;
import io.dumpwarden.app.RestoreWords;
import io.dumpwarden.client.SqlError;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.restore.Difference;
import io.dumpwarden.restore.RestoreOutcome;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.restore.RestoreProgress;
import io.dumpwarden.restore.RestoreRequest;
import io.dumpwarden.restore.RestoreStatus;
import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.RestorePlanView;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A restore for a person: planned, shown, confirmed, done, reported. */
final class RestoreJob {

  private static final int SHOWN = 20;

  private final CommandContext context;
  private final CommandSpec spec;
  private final RestoreConsent consent;
  private final StopSignal signal;

  RestoreJob(CommandContext context, CommandSpec spec, RestoreConsent consent, StopSignal signal) {
    this.context = context;
    this.spec = spec;
    this.consent = consent;
    this.signal = signal;
  }

  /**
   * Does it; answers the exit code.
   *
   * @param asNeeded whether the rewrites that the plan names are made
   */
  int run(RestoreService service, RestoreSource source, RestoreRequest request, boolean asNeeded) {
    RestorePlan plan = service.plan(source, request);
    if (asNeeded) {
      plan = service.plan(source, RestoreWords.rewriting(plan));
    }
    show(plan);
    if (consent.dryRun()) {
      return plan.mayRun() ? ExitCode.DONE : ExitCode.FAILED;
    }
    plan.requireRunnable();
    consent.require(plan);
    signal.then(service::interrupt);
    return run(service, source, plan);
  }

  private int run(RestoreService service, RestoreSource source, RestorePlan plan) {
    ProgressBar bar = ProgressBar.on(spec, source.rawBytes());
    long begin = System.nanoTime();
    Done done;
    try {
      done = service.restore(source, plan, context.actor(), now -> show(bar, now));
    } finally {
      bar.end();
    }
    report(done, plan, backupId(source), Duration.ofNanos(System.nanoTime() - begin));
    return exitCode(done.outcome());
  }

  private static void show(ProgressBar bar, RestoreProgress now) {
    switch (now.phase()) {
      case CHECKING_SOURCE ->
          bar.show(0, "checking, %s read".formatted(Bytes.text(now.checkedBytes())));
      case LOADING ->
          bar.show(now.loadedBytes(), ("loading  " + TableWords.of(now.rows())).strip());
      case CHECKING_TARGET, SAFETY_BACKUP, CHECKING_RESULT, SWAPPING, USERS, DONE ->
          bar.show(now.loadedBytes(), now.phase().id().replace('-', ' '));
    }
  }

  private static @Nullable String backupId(RestoreSource source) {
    return source.manifest().map(manifest -> manifest.backupId()).orElse(null);
  }

  private void show(RestorePlan plan) {
    PrintWriter out = CommandContext.out(spec);
    if (consent.json()) {
      if (consent.dryRun()) {
        out.println(Json.of(RestorePlanView.of(plan)));
      }
    } else if (consent.dryRun() || consent.asks()) {
      new RestorePlanText(out).print(plan);
      if (consent.dryRun()) {
        out.println("dry run: nothing was changed");
      }
    } else {
      PrintWriter err = spec.commandLine().getErr();
      plan.warnings().forEach(warning -> err.println(Table.harmless("warning: " + warning)));
      plan.differences().stream()
          .filter(found -> found.effect() != Difference.Effect.NOTE)
          .forEach(found -> err.println(Table.harmless("warning: " + found.line())));
      err.flush();
    }
    out.flush();
  }

  private void report(Done done, RestorePlan plan, @Nullable String backup, Duration duration) {
    RestoreOutcome outcome = done.outcome();
    if (consent.json()) {
      CommandContext.out(spec).println(Json.of(RestoreResultView.of(done, plan, backup, duration)));
    } else if (outcome.status() == RestoreStatus.SUCCEEDED) {
      CommandContext.out(spec)
          .println(
              Table.harmless(
                  "restored %s into %s on %s%s in %.1f s (checked in %.1f s)"
                      .formatted(
                          backup == null ? plan.source() : backup,
                          String.join(", ", plan.names().values()),
                          plan.request().target().name(),
                          done.storage() == null ? "" : " from storage " + done.storage(),
                          duration.toMillis() / 1000.0,
                          outcome.checkTime().toMillis() / 1000.0)));
      if (outcome.safetyBackup() != null) {
        CommandContext.out(spec)
            .println(Table.harmless("what was there before: " + outcome.safetyBackup()));
      }
    }
    complain(outcome);
  }

  private void complain(RestoreOutcome outcome) {
    PrintWriter err = spec.commandLine().getErr();
    DumpwardenException failure = outcome.failure();
    if (failure == null) {
      return;
    }
    if (outcome.errorCount() > 1) {
      outcome.errors().stream().limit(SHOWN).forEach(error -> err.println(line(error)));
      long more = outcome.errorCount() - SHOWN;
      if (more > 0) {
        err.println("… and %d more errors".formatted(more));
      }
    }
    err.println(
        Table.harmless(
            "%s: %s (%s)"
                .formatted(
                    outcome.status() == RestoreStatus.PARTIAL ? "partial" : "error",
                    failure.getMessage(),
                    failure.code().code())));
    err.println("hint: " + failure.hint());
    err.flush();
  }

  private static String line(SqlError error) {
    return Table.harmless(
        error.context() == null
            ? error.message()
            : "%s (in: %s)".formatted(error.message(), error.context()));
  }

  private static int exitCode(RestoreOutcome outcome) {
    return switch (outcome.status()) {
      case SUCCEEDED -> ExitCode.DONE;
      case PARTIAL -> ExitCode.PARTIAL;
      case FAILED, CANCELLED, INTERRUPTED, RUNNING -> ExitCode.FAILED;
    };
  }
}
