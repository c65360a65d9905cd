package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.run.Run;
import io.dumpwarden.statistics.FleetStatistics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what is wrong now, compares it with what was wrong before, and queues what somebody is
 * to be told. To be called again and again, by one node at a time; two at once do no harm.
 */
public final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /**
   * What can be wrong, and what else is told.
   *
   * @param active runs at work and in the queue
   */
  public record Sources(
      List<ProblemSource> problems,
      RunFacts facts,
      Supplier<List<Run>> active,
      FleetStatistics statistics) {

    public Sources {
      problems = List.copyOf(problems);
    }
  }

  private final Sources sources;
  private final Supplier<ConfigSnapshot> config;
  private final NotificationStore store;
  private final InstantSource clock;

  /**
   * @param clock the metadata store's: nodes may differ
   */
  public Watch(
      Sources sources,
      Supplier<ConfigSnapshot> config,
      NotificationStore store,
      InstantSource clock) {
    this.sources = sources;
    this.config = config;
    this.store = store;
    this.clock = clock;
  }

  /** One look; all that comes of it is recorded at once, or nothing is. */
  public void look() {
    Instant now = clock.instant();
    ConfigSnapshot rows = config.get();
    Known known = store.known();
    Changes changes = changes(rows, known, now);
    if (!changes.isEmpty() && !store.record(known.look(), changes, now)) {
      LOG.debug("another node has looked meanwhile");
    }
  }

  private Changes changes(ConfigSnapshot rows, Known known, Instant now) {
    Changes changes = new Changes();
    Routing routing = new Routing(rows);
    Recipients recipients = Recipients.of(rows);
    List<FoundProblem> found =
        sources.problems().stream().flatMap(source -> source.find(rows, now).stream()).toList();
    List<KnownProblem> problems = new Comparison(changes, now).compare(known.problems(), found);
    new Telling(routing, known.told(), changes, now).tell(problems, recipients);
    new Digests(known, changes, now)
        .make(
            recipients,
            new DigestText(sources.facts(), sources.statistics(), routing, problems, now));
    new IntervalPings(known, changes, now)
        .call(recipients.channels(), () -> sources.statistics().fleet().verdict());
    RunPings pings = new RunPings(routing, recipients, known.pings(), changes, now);
    if (pings.wantsRuns()) {
      pings.runs(sources.active().get(), sources.facts().endedSince(now.minus(RunPings.OF_LATE)));
    }
    return changes;
  }
}
