package io.dumpwarden.app.desk;

import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.FieldProblems;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.Previews;
import io.dumpwarden.app.RunFollower;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import io.dumpwarden.view.PreviewView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs that people ask for: queued as the command line does, for whichever node has room. */
public final class DaemonRuns implements RunDesk {

  /** Each is connected to, one after the other, while somebody waits. */
  private static final int LOOKED_AT = 20;

  private final Bounded looks = new Bounded(Duration.ofSeconds(60));
  private final Platform platform;

  public DaemonRuns(Platform platform) {
    this.platform = platform;
  }

  @Override
  public List<Run> launch(
      String schedule, @Nullable String server, @Nullable String ticket, Caller caller) {
    new TicketRule(platform).require(ticket);
    List<Run> runs = follower().launch(schedule, server, request(ticket, Map.of(), caller));
    runs.forEach(run -> audit("run", run, caller));
    return runs;
  }

  @Override
  public List<Run> launchManual(
      String server, Map<String, String> words, @Nullable String ticket, Caller caller) {
    new TicketRule(platform).require(ticket);
    requireStorages(words.get(RunRequest.STORAGES));
    List<Run> runs = follower().launchManual(server, request(ticket, words, caller));
    runs.forEach(run -> audit("run", run, caller));
    return runs;
  }

  private RunFollower follower() {
    return new RunFollower(platform, RunTrigger.MANUAL);
  }

  private static RunRequest request(
      @Nullable String ticket, Map<String, String> words, Caller caller) {
    return new RunRequest(caller.requestedBy(), ticket, words, null);
  }

  /** One that is not there would only be found out by the run. */
  private void requireStorages(@Nullable String names) {
    if (names == null) {
      return;
    }
    ConfigSnapshot config = platform.snapshots().get();
    List<String> known =
        config.storages().stream().filter(Storage::enabled).map(Storage::name).toList();
    FieldProblems problems = new FieldProblems();
    for (String name : names.split(",")) {
      if (!known.contains(name)) {
        String hint = Nearest.to(name, known).map(", did you mean '%s'?"::formatted).orElse("");
        problems.add("storages", "there is no enabled storage '%s'%s".formatted(name, hint));
      }
    }
    problems.throwIfAny("the run");
  }

  @Override
  public void cancel(String runId, Caller caller) {
    Run run =
        platform
            .queue()
            .find(runId)
            .orElseThrow(
                () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no run " + runId));
    if (!run.status().isFinal()) {
      platform.queue().requestCancel(runId);
      audit("cancel", run, caller);
    }
  }

  private void audit(String action, Run run, Caller caller) {
    Map<String, @Nullable String> what = new TreeMap<>();
    what.put("schedule", run.schedule());
    what.put("server", run.server());
    if (run.status() == RunStatus.SKIPPED) {
      what.put("status", run.status().id());
    }
    if (run.request().ticket() != null) {
      what.put("ticket", run.request().ticket());
    }
    platform
        .audit()
        .append(
            new AuditEntry(
                platform.clock().instant(),
                caller.actor(),
                action,
                "run",
                run.id(),
                Map.of(),
                what));
  }

  @Override
  public Preview preview(String schedule, @Nullable String server) {
    Previews previews = new Previews(platform, null);
    List<Server> servers = previews.servers(schedule, server);
    List<Server> first = servers.subList(0, Math.min(LOOKED_AT, servers.size()));
    List<PreviewView> plans =
        looks.work(
            "the look at schedule " + schedule,
            () -> previews.of(first, schedule, RunRequest.by("preview")));
    return new Preview(plans, servers.size() - first.size());
  }
}
