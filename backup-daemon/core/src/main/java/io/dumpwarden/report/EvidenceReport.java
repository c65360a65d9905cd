package io.dumpwarden.report;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RetentionRule;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillFilter;
import io.dumpwarden.drill.DrillStore;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Backups, failures, verifications, drills, recovery times and retention of a span of time. Read
 * from the store as it is asked; nothing is kept.
 */
public final class EvidenceReport {

  private static final int PAGE = 500;

  private final ReportScope scope;
  private final Instant madeAt;
  private final ReportFacts facts;
  private final DrillStore drills;
  private final ConfigSnapshot config;

  /**
   * @param madeAt now, for the reader
   */
  public EvidenceReport(
      ReportScope scope,
      Instant madeAt,
      ReportFacts facts,
      DrillStore drills,
      ConfigSnapshot config) {
    this.scope = scope;
    this.madeAt = madeAt;
    this.facts = facts;
    this.drills = drills;
    this.config = config;
  }

  public ReportScope scope() {
    return scope;
  }

  public Instant madeAt() {
    return madeAt;
  }

  public List<BackupLine> backups() {
    return facts.backups(scope);
  }

  /** Backups first, then runs, each oldest first. */
  public void forEachFailure(Consumer<Failure> consumer) {
    pages((after, limit) -> facts.failedBackups(scope, after, limit), consumer);
    pages((after, limit) -> facts.failedRuns(scope, after, limit), consumer);
  }

  public List<VerificationLine> verifications() {
    return facts.verifications(scope);
  }

  /** Newest first. */
  public void forEachDrill(Consumer<DrillLine> consumer) {
    String before = null;
    while (true) {
      List<Drill> page =
          drills.list(
              new DrillFilter(scope.server(), null, null, scope.from(), scope.to(), before, PAGE));
      for (Drill drill : page) {
        // one result at a time: each may be megabytes
        drills.find(drill.id()).map(DrillLine::of).ifPresent(consumer);
      }
      if (page.size() < PAGE) {
        return;
      }
      before = page.get(PAGE - 1).id();
    }
  }

  public List<RecoveryLine> recoveries() {
    return facts.recoveries(scope);
  }

  public List<RetentionLine> retention() {
    return facts.retention(scope).stream()
        .map(use -> new RetentionLine(rule(use.schedule(), use.storage()), use))
        .toList();
  }

  public List<CopyLine> copies() {
    return facts.copies(scope);
  }

  private String rule(String schedule, String storage) {
    return config.rulesOf(schedule).stream()
        .filter(rule -> rule.storage().equals(storage))
        .findFirst()
        .map(EvidenceReport::words)
        .orElse("no rule now: everything is kept");
  }

  private static String words(RetentionRule rule) {
    if (rule.keepForever()) {
      return "for ever";
    }
    String age = rule.keepFor() == null ? "no age" : "for " + rule.keepFor();
    String most = rule.maxCopies() == null ? "" : ", at most %d copies".formatted(rule.maxCopies());
    return "%s, at least %d copies%s".formatted(age, rule.minCopies(), most);
  }

  private static void pages(
      BiFunction<String, Integer, List<Failure>> query, Consumer<Failure> consumer) {
    String after = "";
    List<Failure> page;
    do {
      page = query.apply(after, PAGE);
      page.forEach(consumer);
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
  }
}
