package io.dumpwarden.retention;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RetentionRule;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes away what the rules no longer keep: the objects first, then the row is marked. Safe for use
 * by many threads.
 */
public final class RetentionRunner {

  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private final Supplier<ConfigSnapshot> config;
  private final BackupCatalog catalog;
  private final StorageOpener storages;
  private final InstantSource clock;
  private final InstantSource storeClock;
  private final Predicate<Series> judged;

  /**
   * @param storeClock the metadata store's: where the two differ, one of them jumped
   */
  public RetentionRunner(
      Supplier<ConfigSnapshot> config,
      BackupCatalog catalog,
      StorageOpener storages,
      InstantSource clock,
      InstantSource storeClock) {
    this.config = config;
    this.catalog = catalog;
    this.storages = storages;
    this.clock = clock;
    this.storeClock = storeClock;
    this.judged = series -> true;
  }

  private RetentionRunner(RetentionRunner like, Predicate<Series> judged) {
    this.config = like.config;
    this.catalog = like.catalog;
    this.storages = like.storages;
    this.clock = like.clock;
    this.storeClock = like.storeClock;
    this.judged = judged;
  }

  /**
   * The same, which looks for lost data in the backups of a series before it removes any.
   *
   * @param judge answers whether that was done; where not, the series is left alone this time
   */
  public RetentionRunner judging(Predicate<Series> judge) {
    return new RetentionRunner(this, judge);
  }

  /** What would go, and why, for every series; touches nothing. */
  public List<SeriesPlan> preview() {
    List<SeriesPlan> plans = new ArrayList<>();
    preview(plans::add);
    return plans;
  }

  /** The same, one series after the other: all of them together may be large. */
  public void preview(Consumer<SeriesPlan> told) {
    ConfigSnapshot snapshot = config.get();
    for (Series series : catalog.series()) {
      plan(snapshot, series).ifPresent(told);
    }
  }

  /** The same for one schedule, with the series that no rule holds for. */
  public SchedulePlan preview(String schedule) {
    return preview(schedule, config.get().rulesOf(schedule));
  }

  /**
   * What rules that nobody saved yet would make of all that a schedule has stored; touches nothing.
   *
   * @param rules the schedule's, one for each storage at most
   */
  public SchedulePlan preview(String schedule, List<RetentionRule> rules) {
    List<SeriesPlan> plans = new ArrayList<>();
    List<Series> orphans = new ArrayList<>();
    for (Series series : catalog.seriesOf(schedule)) {
      rules.stream()
          .filter(rule -> rule.storage().equals(series.storage()))
          .findFirst()
          .ifPresentOrElse(rule -> plans.add(plan(series, rule)), () -> orphans.add(series));
    }
    return new SchedulePlan(plans, orphans);
  }

  /** The series that no rule holds for: their copies stay until somebody gives them one. */
  public List<Series> orphans() {
    Map<String, Set<String>> ruled = new HashMap<>();
    ConfigSnapshot snapshot = config.get();
    return catalog.series().stream()
        .filter(
            series ->
                !ruled
                    .computeIfAbsent(series.schedule(), name -> storagesRuled(snapshot, name))
                    .contains(series.storage()))
        .toList();
  }

  private static Set<String> storagesRuled(ConfigSnapshot snapshot, String schedule) {
    return snapshot.rulesOf(schedule).stream()
        .map(RetentionRule::storage)
        .collect(Collectors.toSet());
  }

  /**
   * What a further good backup in each of the series would make its rule remove; touches nothing.
   */
  public List<SeriesPlan> previewAfterBackup(List<Series> series) {
    ConfigSnapshot snapshot = config.get();
    List<SeriesPlan> plans = new ArrayList<>();
    for (Series each : series) {
      rule(snapshot, each)
          .map(r -> SeriesPlan.afterBackup(each, r, catalog.copiesOf(each), clock.instant()))
          .ifPresent(plans::add);
    }
    return plans;
  }

  /**
   * Applies the rules to every series; what cannot be removed now is tried again next time.
   *
   * @throws DumpwardenException {@code CONFIG_INVALID} where this machine's clock and the metadata
   *     store's differ by minutes: nothing is removed then
   */
  public List<SeriesPlan> applyAll() {
    List<SeriesPlan> plans = new ArrayList<>();
    applyAll(plans::add);
    return plans;
  }

  /**
   * The same, keeping nothing: all plans together may be large.
   *
   * @param told each plan once it was carried out
   * @throws DumpwardenException as {@link #applyAll()}
   */
  public void applyAll(Consumer<SeriesPlan> told) {
    apply(catalog::series, copy -> true, told);
  }

  /**
   * Applies the rules of one schedule, and of what goes removes only these copies: what somebody
   * saw and confirmed. Rules, clock and new backups move on meanwhile, and while the first of them
   * are removed.
   *
   * @param copies their ids
   * @param told each plan once it was carried out
   * @throws DumpwardenException as {@link #applyAll()}
   */
  public void applyTo(String schedule, Set<String> copies, Consumer<SeriesPlan> told) {
    apply(() -> catalog.seriesOf(schedule), copy -> copies.contains(copy.id()), told);
  }

  /**
   * Applies the rules of one schedule to one server's series: what a good run calls for.
   *
   * @throws DumpwardenException as {@link #applyAll()}
   */
  public void apply(String schedule, String server) {
    apply(
        () ->
            catalog.seriesOf(schedule).stream()
                .filter(series -> series.server().equals(server))
                .toList(),
        copy -> true,
        plan -> {});
  }

  /**
   * Whether a copy would stay, were it good: whether repairing it is of use. One whose series has
   * no rule stays.
   */
  public boolean wouldKeep(Backup backup, Copy copy) {
    Series series = new Series(backup.schedule(), copy.storage(), backup.server(), backup.scope());
    return rule(config.get(), series)
        .map(
            rule ->
                SeriesPlan.of(
                    series,
                    rule,
                    SeriesPlan.withGood(catalog.copiesOf(series), backup, copy),
                    clock.instant()))
        .map(plan -> plan.removed().stream().noneMatch(gone -> gone.id().equals(copy.id())))
        .orElse(true);
  }

  private void apply(
      Supplier<List<Series>> which, Predicate<Copy> only, Consumer<SeriesPlan> told) {
    requireOneTime();
    ConfigSnapshot snapshot = config.get();
    Removals removals = new Removals(catalog, storages, clock);
    for (Series series : which.get()) {
      if (!judged.test(series)) {
        continue;
      }
      // right before its removals: those of the others may have taken hours
      Optional<SeriesPlan> plan = plan(snapshot, series);
      plan.ifPresent(now -> remove(now, only, snapshot, removals));
      plan.ifPresent(told);
    }
  }

  private static void remove(
      SeriesPlan plan, Predicate<Copy> only, ConfigSnapshot snapshot, Removals removals) {
    snapshot
        .storage(plan.series().storage())
        .ifPresent(
            storage -> {
              removals.remove(plan.removed().stream().filter(only).toList(), storage);
              removals.remove(plan.held().stream().filter(only).toList(), storage);
            });
  }

  /** A clock that jumped makes young copies look old. */
  private void requireOneTime() {
    Duration apart = Duration.between(storeClock.instant(), clock.instant());
    if (apart.abs().compareTo(CLOCK_TOLERANCE) > 0) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "retention removes nothing: this machine's clock is %d s %s the metadata store's"
              .formatted(apart.abs().toSeconds(), apart.isNegative() ? "behind" : "ahead of"),
          "set both clocks right, by NTP for instance",
          null);
    }
  }

  /** Empty for an orphaned series: without a rule everything stays. */
  private Optional<SeriesPlan> plan(ConfigSnapshot snapshot, Series series) {
    return rule(snapshot, series).map(rule -> plan(series, rule));
  }

  private SeriesPlan plan(Series series, RetentionRule rule) {
    return SeriesPlan.of(series, rule, catalog.copiesOf(series), clock.instant());
  }

  private static Optional<RetentionRule> rule(ConfigSnapshot snapshot, Series series) {
    return snapshot.rulesOf(series.schedule()).stream()
        .filter(rule -> rule.storage().equals(series.storage()))
        .findFirst();
  }
}
