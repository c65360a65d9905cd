package io.dumpwarden.backup;

import io.dumpwarden.catalog.Ids;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a fire, or somebody's wish, into queued runs: one for each server. */
public final class BackupManager {

  /**
   * What is to be run.
   *
   * @param onlyServer one of the schedule's servers; null for all
   * @param fireTime when it was due; with schedule and server it makes a run unique
   * @param request who or what asked for it, and in which words
   */
  public record LaunchRequest(
      Schedule schedule,
      @Nullable String onlyServer,
      RunTrigger trigger,
      Instant fireTime,
      RunRequest request) {}

  private final RunQueue queue;
  private final InstantSource clock;

  public BackupManager(RunQueue queue, InstantSource clock) {
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Queues the runs of a launch. A server whose earlier run of this schedule is still going gets a
   * skipped one; runs that exist already, made by another node for the same fire, are left as they
   * are and not answered. All runs are queued, or, where that fails, none.
   *
   * @throws DumpwardenException {@code CONFIG_INVALID} where a person asks for it without a ticket
   *     and the settings want one
   */
  public List<Run> launch(LaunchRequest request, ConfigSnapshot config) {
    requireTicket(request, config);
    return queue.offerAll(
        servers(request, config).stream().map(server -> queued(request, server)).toList());
  }

  /** Records a fire that nobody was there for, as skipped, for each server. */
  public List<Run> recordMissed(LaunchRequest request, ConfigSnapshot config, String why) {
    RunEnd end = new RunEnd(RunStatus.SKIPPED, clock.instant(), null, why, null, false);
    return queue.offerAll(
        servers(request, config).stream()
            .map(server -> withEnd(queued(request, server), end))
            .toList());
  }

  private static void requireTicket(LaunchRequest request, ConfigSnapshot config) {
    boolean missing =
        request.trigger().isOfPeople()
            && request.request().ticket() == null
            && config.settings().ticketRequired();
    if (missing) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "setting ticket_required asks for the ticket that this belongs to, and none is given",
          "give the ticket with the request",
          null);
    }
  }

  private static List<Server> servers(LaunchRequest request, ConfigSnapshot config) {
    return config.serversOf(request.schedule()).stream()
        .filter(s -> request.onlyServer() == null || s.name().equals(request.onlyServer()))
        .toList();
  }

  private Run queued(LaunchRequest request, Server server) {
    Instant now = clock.instant();
    return new Run(
        Ids.next(),
        request.schedule().name(),
        server.name(),
        request.schedule().type().id(),
        request.trigger(),
        request.fireTime(),
        1,
        RunStatus.QUEUED,
        now,
        notBefore(request, server, now),
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        request.request(),
        null);
  }

  /** Each server has a fixed share of the jitter, so that its backups stay evenly apart. */
  private static Instant notBefore(LaunchRequest request, Server server, Instant now) {
    long jitter = request.schedule().jitter().toMillis();
    if (jitter == 0 || request.trigger() != RunTrigger.SCHEDULE) {
      return now;
    }
    int hash = (request.schedule().name() + "/" + server.name()).hashCode();
    long share = Math.floorMod(hash * 2_654_435_761L, jitter);
    return request.fireTime().plusMillis(share);
  }

  private static Run withEnd(Run run, RunEnd end) {
    return new Run(
        run.id(),
        run.schedule(),
        run.server(),
        run.type(),
        run.trigger(),
        run.fireTime(),
        run.attempt(),
        end.status(),
        run.queuedAt(),
        run.notBefore(),
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        run.request(),
        end);
  }
}
