package io.dumpwarden.notify;

import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.config.NotificationRule;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.notify.RunFacts.Sum;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.statistics.FleetStatistics;
import io.dumpwarden.statistics.Statistics.StorageUse;
import io.dumpwarden.view.Bytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says how a span of time went, as far as a rule is about it. */
final class DigestText {

  private static final int LISTED = 20;

  private final RunFacts facts;
  private final FleetStatistics statistics;
  private final Routing routing;
  private final List<KnownProblem> problems;
  private final Instant now;

  /**
   * @param problems all that is known; those that are gone are left out
   */
  DigestText(
      RunFacts facts,
      FleetStatistics statistics,
      Routing routing,
      List<KnownProblem> problems,
      Instant now) {
    this.facts = facts;
    this.statistics = statistics;
    this.routing = routing;
    this.problems = problems.stream().filter(KnownProblem::isOpen).toList();
    this.now = now;
  }

  Notice notice(NotificationRule rule, NotificationEvent kind, Instant from, Instant until) {
    List<KnownProblem> open =
        problems.stream()
            .filter(problem -> routing.isAbout(rule, problem.about()))
            .sorted(Comparator.comparing(KnownProblem::severity).reversed())
            .toList();
    List<String> lines = new ArrayList<>(runs(rule, from, until));
    lines.addAll(standing(open));
    if (routing.isAbout(rule, About.NOTHING)) {
      statistics.statistics().storages().stream().map(DigestText::storage).forEach(lines::add);
    }
    return new Notice(
        Kind.DIGEST,
        kind,
        open.isEmpty() ? Severity.INFO : Severity.WARNING,
        kind.id() + "/" + rule.name(),
        title(kind, open.size()),
        lines,
        About.NOTHING,
        now,
        null);
  }

  private static String title(NotificationEvent kind, int open) {
    String word = kind == NotificationEvent.DIGEST_WEEKLY ? "Weekly" : "Daily";
    return switch (open) {
      case 0 -> word + " digest: nothing is wrong";
      case 1 -> word + " digest: one problem stands";
      default -> "%s digest: %d problems stand".formatted(word, open);
    };
  }

  private List<String> runs(NotificationRule rule, Instant from, Instant until) {
    List<Sum> sums =
        facts.sums(from, until).stream()
            .filter(sum -> routing.isAbout(rule, about(sum)))
            .filter(sum -> !sum.status().equals(RunStatus.SKIPPED.id()))
            .toList();
    String span =
        "From %s to %s"
            .formatted(from.truncatedTo(ChronoUnit.SECONDS), until.truncatedTo(ChronoUnit.SECONDS));
    if (sums.isEmpty()) {
      return List.of(span + " no run ended.");
    }
    Map<String, Long> byStatus =
        sums.stream()
            .collect(
                Collectors.groupingBy(
                    Sum::status, TreeMap::new, Collectors.summingLong(Sum::runs)));
    String counts =
        byStatus.entrySet().stream()
            .map(count -> "%d %s".formatted(count.getValue(), count.getKey()))
            .collect(Collectors.joining(", "));
    long raw = sums.stream().mapToLong(Sum::rawBytes).sum();
    long stored = sums.stream().mapToLong(Sum::bytes).sum();
    return List.of(
        "%s runs ended: %s.".formatted(span, counts),
        "They read %s and stored %s.".formatted(Bytes.text(raw), Bytes.text(stored)));
  }

  private static About about(Sum sum) {
    return new About(sum.server(), sum.schedule(), null, null, null);
  }

  private static List<String> standing(List<KnownProblem> open) {
    List<String> lines = new ArrayList<>();
    open.stream()
        .limit(LISTED)
        .map(
            one ->
                "Stands: %s, since %s."
                    .formatted(one.title(), one.openedAt().truncatedTo(ChronoUnit.SECONDS)))
        .forEach(lines::add);
    if (open.size() > LISTED) {
      lines.add("… and %d more".formatted(open.size() - LISTED));
    }
    return lines;
  }

  private static String storage(StorageUse use) {
    Long free = use.freeBytes();
    Long days = use.daysLeft();
    return "Storage %s holds %s%s%s."
        .formatted(
            use.name(),
            Bytes.text(use.storedBytes()),
            free == null ? "" : ", %s are free".formatted(Bytes.text(free)),
            days == null ? "" : ", %d days are left".formatted(days));
  }
}
