package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.run.Run;
import io.dumpwarden.statistics.FleetStatistics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

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
    List<FoundProblem> found = new ArrayList<>();
    Set<String> inDoubt = find(rows, now, found);
    found.removeIf(one -> known.unread().contains(one.key()));
    List<KnownProblem> problems =
        new Comparison(one -> isInDoubt(one, inDoubt, routing), changes, now)
            .compare(known.problems(), found);
    new Telling(routing, known.told(), changes, now).tell(problems, recipients);
    DigestText text = new DigestText(sources.facts(), sources.statistics(), routing, problems, now);
    attempt("digests", () -> new Digests(known, changes, now).make(recipients, text));
    attempt("pings at intervals", () -> callAtIntervals(recipients, known, changes, now));
    RunPings pings = new RunPings(routing, recipients, known.pings(), changes, now);
    attempt("pings of runs", () -> callForRuns(pings, now));
    return changes;
  }

  /** Answers the kinds of which nothing is known now, since their source is broken. */
  private Set<String> find(ConfigSnapshot rows, Instant now, List<FoundProblem> found) {
    Set<String> inDoubt = new HashSet<>();
    for (ProblemSource source : sources.problems()) {
      String name = "problems of kind " + String.join(", ", new TreeSet<>(source.kinds()));
      if (!attempt(name, () -> found.addAll(source.find(rows, now)))) {
        inDoubt.addAll(source.kinds());
      }
    }
    return inDoubt;
  }

  private static boolean isInDoubt(KnownProblem problem, Set<String> kinds, Routing routing) {
    String kind = FoundProblem.kind(problem.key());
    return kinds.contains(kind)
        || !kind.equals(ConfigProblems.KIND) && routing.isInDoubt(problem.about());
  }

  private void callAtIntervals(Recipients recipients, Known known, Changes changes, Instant now) {
    new IntervalPings(known, changes, now)
        .call(recipients.channels(), () -> sources.statistics().fleet().verdict());
  }

  private void callForRuns(RunPings pings, Instant now) {
    if (pings.wantsRuns()) {
      pings.runs(sources.active().get(), sources.facts().endedSince(now.minus(RunPings.OF_LATE)));
    }
  }

  /** One part that is broken costs nothing but itself, and is told once. */
  private boolean attempt(String what, Runnable part) {
    try {
      part.run();
      if (broken.remove(what)) {
        LOG.info("{} are looked at again", what);
      }
      return true;
    } catch (RuntimeException e) {
      if (broken.add(what)) {
        LOG.warn("{} cannot be looked at, everything else is", what, e);
      }
      return false;
    }
  }
}
