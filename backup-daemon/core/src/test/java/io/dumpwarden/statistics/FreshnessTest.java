package io.dumpwarden.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.scan.DatabaseHoldings;
import io.dumpwarden.scan.Holdings;
import io.dumpwarden.scan.ObjectCounts;
import io.dumpwarden.scan.ServerScan;
import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.statistics.Fleet.Status;
import io.dumpwarden.statistics.Fleet.Unprotected;
import io.dumpwarden.statistics.Fleet.Verdict;
import io.dumpwarden.statistics.Judgement.Concerns;
import io.dumpwarden.statistics.StatisticsFacts.Covered;
import io.dumpwarden.statistics.StatisticsFacts.Loss;
import io.dumpwarden.statistics.StatisticsFacts.Standing;
import io.dumpwarden.statistics.StatisticsFacts.StorageDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FreshnessTest {

  private static final Instant NOW = Instant.parse("2026-05-10T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(400));
  private static final Concerns NONE = new Concerns(0, 0, false, 0, 0, 0, 0, 0);

  private final ConfigSnapshot config = ConfigSnapshot.of(SampleRows.working());
  private final Schedule schedule =
      config.runnable().stream().filter(s -> s.firing().isPresent()).findFirst().orElseThrow();
  private final String server = config.serversOf(schedule).get(0).name();
  private final List<Loss> losses = new ArrayList<>();
  private final Duration maxAge = schedule.freshness().orElseThrow();

  @Test
  void theObjectiveIsTheSchedulesOrComesFromItsCron() {
    assertThat(read(List.of(), null, null).maxAgeSeconds()).isEqualTo(maxAge.toSeconds());
  }

  @Test
  void aBackupIsFreshUntilItIsOlderThanItMayBe() {
    assertThat(read(List.of(good("a", NOW.minus(maxAge))), null, null).status())
        .isEqualTo(Status.FRESH);
    assertThat(read(List.of(good("a", NOW.minus(maxAge).minusSeconds(1))), null, null).status())
        .isEqualTo(Status.STALE);
  }

  @Test
  void theOldestOfItsDatabasesCountsUnlessItIsGone() {
    Instant old = NOW.minus(maxAge.multipliedBy(3));
    List<LastGood> goods = List.of(good("a", NOW.minusSeconds(60)), good("b", old));

    assertThat(read(goods, null, null).lastGoodAt()).isEqualTo(old);
    String touchedOnlyA = Ids.firstAt(NOW.minusSeconds(120));
    assertThat(read(goods, touchedOnlyA, null).status()).isEqualTo(Status.FRESH);
    String touchedBoth = Ids.firstAt(old.minusSeconds(1));
    assertThat(read(goods, touchedBoth, null).status()).isEqualTo(Status.STALE);
  }

  @Test
  void aBackupWhoseCopiesAreAllGoneIsNone() {
    List<LastGood> goods = List.of(good("a", NOW.minusSeconds(60)));
    losses.add(new Loss(schedule.name(), server, "a", 1, false));
    assertThat(read(goods, null, null).status()).isEqualTo(Status.FRESH);
    losses.add(new Loss(schedule.name(), server, "a", 2, true));
    assertThat(read(goods, null, null).status()).isEqualTo(Status.NEVER);

    goods = List.of(good("a", NOW.minusSeconds(60)), good("b", NOW.minusSeconds(60)));
    assertThat(read(goods, null, null).status()).as("not hidden by b").isEqualTo(Status.NEVER);
    String withoutA = Ids.firstAt(NOW.minusSeconds(50));
    goods = List.of(good("a", NOW.minusSeconds(60)), good("b", NOW.minusSeconds(40)));
    assertThat(read(goods, withoutA, null).status()).as("dropped since").isEqualTo(Status.FRESH);

    Freshness fresh = new Freshness("s", "p", Status.FRESH, NOW, 1L, 2L);
    Verdict verdict = verdict(List.of(fresh), new Concerns(0, 0, false, 3, 0, 0, 0, 0));
    assertThat(verdict.status()).isEqualTo("warning");
    assertThat(verdict.reasons()).containsExactly("3 copies missing or corrupt");
  }

  @Test
  void backupsUnlikeThoseBeforeAreAWarning() {
    Freshness fresh = new Freshness("s", "p", Status.FRESH, NOW, 1L, 2L);
    Verdict verdict = verdict(List.of(fresh), new Concerns(0, 0, false, 0, 0, 0, 0, 2));
    assertThat(verdict.status()).isEqualTo("warning");
    assertThat(verdict.reasons()).containsExactly("2 backups unlike those before");
  }

  @Test
  void whoPausedEverythingIsTold() {
    Freshness fresh = new Freshness("s", "p", Status.FRESH, NOW, 1L, 2L);
    Verdict verdict = verdict(List.of(fresh), new Concerns(0, 0, true, 0, 0, 0, 0, 0));
    assertThat(verdict.status()).isEqualTo("warning");
    assertThat(verdict.text()).isEqualTo("No backup is late, but all schedules are paused");
  }

  @Test
  void disabledServersAreNotUnprotectedAndUncoveredOnesAreTold() {
    ConfigSnapshot some =
        ConfigSnapshot.of(
            List.of(
                SampleRows.server("shop"),
                SampleRows.server("forgotten"),
                SampleRows.server("scratch"),
                SampleRows.setting("scratch_server", "scratch"),
                SampleRows.server("retired", "enabled", "false"),
                SampleRows.schedule("nightly", "servers", "shop", "enabled", "true"),
                SampleRows.schedule("resting", "servers", "*", "enabled", "false"),
                SampleRows.local("disk"),
                SampleRows.rule("nightly", "disk")));
    Protection protection = new Protection(some);

    assertThat(protection.outside()).isEqualTo(1);
    assertThat(
            protection.unprotected(
                Stream.of("shop", "forgotten", "retired", "gone").map(s -> scan(s, "db")).toList()))
        .extracting(Unprotected::server)
        .containsExactly("forgotten");
    Freshness fresh = new Freshness("s", "p", Status.FRESH, NOW, 1L, 2L);
    assertThat(verdict(List.of(fresh), new Concerns(0, 0, false, 0, 0, 1, 0, 0)).text())
        .isEqualTo("No backup is late, but 1 server in no schedule");
  }

  @Test
  void aFailedDrillMattersWhileItsScheduleIsThereOrItIsRecent() {
    Instant recent = NOW.minus(Duration.ofDays(29));
    assertThat(FleetReading.stillFailed(drill(schedule.name(), LONG_AGO), config, NOW)).isTrue();
    assertThat(FleetReading.stillFailed(drill("removed", recent), config, NOW)).isTrue();
    assertThat(FleetReading.stillFailed(drill("removed", LONG_AGO), config, NOW)).isFalse();
  }

  private Drill drill(String of, Instant at) {
    return new Drill(
        Ids.firstAt(at),
        Ids.firstAt(at),
        of,
        server,
        "db",
        null,
        Drill.EMBEDDED,
        "ada",
        DrillStatus.FAILED,
        null,
        null,
        at,
        at,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void aDatabaseThatNeverSucceededIsNotHiddenByItsNeighbours() {
    String before = Ids.firstAt(NOW.minusSeconds(100));
    String after = Ids.firstAt(NOW.plusSeconds(100));
    assertThat(gaps(NOW, before, after)).as("a run since the scan failed").isEqualTo(1);
    assertThat(gaps(NOW, after, after)).as("what is gone by now is not missed").isZero();
    assertThat(gaps(NOW, null, before)).as("seen just now").isZero();
    assertThat(gaps(NOW.plus(maxAge).plusSeconds(1), null, before)).isEqualTo(1);

    Freshness fresh = new Freshness("s", "p", Status.FRESH, NOW, 1L, 2L);
    Verdict verdict = verdict(List.of(fresh), new Concerns(0, 1, false, 0, 0, 0, 0, 0));
    assertThat(verdict.text()).isEqualTo("Not safe: 1 database never backed up");
  }

  /** A server with two databases, seen at NOW, of which one was ever backed up. */
  private long gaps(Instant now, @Nullable String good, @Nullable String bad) {
    List<Covered> covered = List.of(new Covered(schedule.name(), server, "a"));
    List<Standing> standings = List.of(new Standing(schedule.name(), server, good, bad));
    return new Gaps(covered, standings, config, now).count(List.of(scan(server, "a", "b")));
  }

  @Test
  void whatFailedLastIsSaidWhileTheBackupIsStillInTime() {
    List<LastGood> goods = List.of(good("a", NOW.minusSeconds(60)));
    String earlier = Ids.firstAt(NOW.minusSeconds(100));
    String later = Ids.firstAt(NOW.minusSeconds(50));
    assertThat(read(goods, earlier, later).status()).isEqualTo(Status.FAILING);
    assertThat(read(goods, later, earlier).status()).isEqualTo(Status.FRESH);
  }

  @Test
  void whatIsNewWaitsAndWhatIsOldWasNeverBackedUp() {
    assertThat(only(created(NOW.minusSeconds(5)), List.of(), null, null).status())
        .as("as soon as it is there; the server has been there for long")
        .isEqualTo(Status.WAITING);
    assertThat(read(List.of(), null, null).status()).isEqualTo(Status.NEVER);
    String failed = Ids.firstAt(NOW.minusSeconds(3));
    assertThat(only(created(NOW.minusSeconds(5)), List.of(), null, failed).status())
        .as("a first run that failed is not waited for")
        .isEqualTo(Status.FAILING);
  }

  @Test
  void theVerdictNamesTheWorst() {
    Freshness fresh = new Freshness("s", "p", Status.FRESH, NOW, 1L, 2L);
    Freshness stale = new Freshness("s", "p", Status.STALE, NOW, 3L, 2L);
    Freshness failing = new Freshness("s", "p", Status.FAILING, NOW, 1L, 2L);
    assertThat(verdict(List.of(), NONE).status()).isEqualTo("empty");
    assertThat(verdict(List.of(fresh), NONE).status()).isEqualTo("safe");
    assertThat(verdict(List.of(fresh, failing), NONE).status()).isEqualTo("warning");
    assertThat(verdict(List.of(fresh, failing, stale), NONE).status()).isEqualTo("danger");
    Concerns one = new Concerns(0, 0, false, 0, 1, 0, 0, 0);
    assertThat(verdict(List.of(fresh), one).status()).isEqualTo("warning");
    assertThat(verdict(List.of(stale, failing), one).text())
        .contains("1 older than it may be", "1 failed last time", "1 database unprotected");
  }

  @Test
  void aScheduleThatCannotRunIsGraveAndStaysInThePicture() {
    ConfigSnapshot spoiled =
        ConfigSnapshot.of(
            List.of(
                SampleRows.server("shop"),
                SampleRows.schedule("nightly"),
                SampleRows.schedule("unreadable", "cron", "when it rains"),
                SampleRows.schedule("resting", "cron", "never", "enabled", "false"),
                SampleRows.local("disk", "enabled", "false"),
                SampleRows.rule("nightly", "disk")));

    assertThat(new Protection(spoiled).broken()).isEqualTo(2);
    assertThat(new Protection(config).broken()).isZero();
    assertThat(new FreshnessReading(List.of(), List.of(), List.of(), spoiled, NOW).read())
        .extracting(Freshness::schedule)
        .containsExactly("nightly");
    Verdict verdict = verdict(List.of(), new Concerns(1, 0, false, 0, 0, 0, 0, 0));
    assertThat(verdict.status()).isEqualTo("danger");
    assertThat(verdict.text()).isEqualTo("Not safe: 1 schedule cannot run");
  }

  @Test
  void growthIsThatOfTheDaysThatAreOver() {
    LocalDate today = LocalDate.of(2026, 5, 10);
    List<StorageDay> days =
        List.of(
            new StorageDay("s", today.minusDays(10), 1000, 0),
            new StorageDay("s", today.minusDays(5), 500, 500),
            new StorageDay("s", today, 70, 0));
    assertThat(Trend.growthPerDay(1070, days, today)).isEqualTo(100);
    assertThat(Trend.growthPerDay(70, days.subList(2, 3), today))
        .as("the first backups of a new storage")
        .isZero();
    assertThat(Trend.growthPerDay(0, List.of(), today)).isZero();
    List<Long> used = Trend.used(1070, days, today, 12);
    assertThat(used).hasSize(12).startsWith(0L, 1000L).endsWith(1000L, 1070L);
  }

  @Test
  void aStorageTellsItsGrowthFromTheThirdDayOn() {
    LocalDate today = LocalDate.of(2026, 5, 10);
    for (int age = 0; age < 5; age++) {
      List<StorageDay> days = List.of(new StorageDay("s", today.minusDays(age), 1200, 0));
      boolean isKnown = age >= 3;
      assertThat(Trend.growthPerDay(1200, days, today)).isEqualTo(isKnown ? 1200 / age : 0);
      assertThat(Trend.isKnown(Trend.used(1200, days, today, 90))).isEqualTo(isKnown);
    }
  }

  @Test
  void aDatabaseThatTheLastSuccessDidNotTouchIsGone() {
    LastGood kept = good("orders", NOW.minusSeconds(60));
    LastGood dropped = good("crm", NOW.minus(Duration.ofDays(40)));
    LastGood byHand =
        new LastGood(
            server, "crm", "manual", "daily", dropped.finishedAt(), Duration.ofSeconds(9), 10, 1);
    List<LastGood> all = List.of(kept, dropped, byHand);

    assertThat(reading(all, Ids.firstAt(NOW.minusSeconds(90))).present(all))
        .containsExactly(kept, byHand);
    assertThat(reading(all, "").present(all)).isEqualTo(all);
    List<LastGood> old = List.of(dropped);
    assertThat(reading(old, Ids.firstAt(NOW)).present(old)).as("no other one").isEqualTo(old);
  }

  @Test
  void whatGrowsOnceAMonthIsSpreadOverTheMonth() {
    LocalDate today = LocalDate.of(2026, 5, 10);
    List<StorageDay> monthly =
        List.of(
            new StorageDay("s", today.minusDays(31), 3000, 0),
            new StorageDay("s", today.minusDays(1), 3000, 0));
    assertThat(Trend.growthPerDay(6000, monthly, today)).isEqualTo(100);
    List<StorageDay> onThisDay = List.of(new StorageDay("s", today, 3000, 0));
    assertThat(Trend.growthPerDay(6000, onThisDay, today)).isEqualTo(100);
  }

  private static Verdict verdict(List<Freshness> freshness, Concerns concerns) {
    return new Judgement(freshness, concerns).verdict();
  }

  private Freshness read(List<LastGood> goods, String good, String bad) {
    return only(created(LONG_AGO), goods, good, bad);
  }

  private FreshnessReading reading(List<LastGood> goods, String good) {
    Standing standing = new Standing(schedule.name(), server, good.isEmpty() ? null : good, null);
    Standing byHand = new Standing("manual", server, Ids.firstAt(NOW), null);
    return new FreshnessReading(goods, losses, List.of(standing, byHand), config, NOW);
  }

  private Freshness only(ConfigSnapshot rows, List<LastGood> goods, String good, String bad) {
    Standing standing = new Standing(schedule.name(), server, good, bad);
    return new FreshnessReading(goods, losses, List.of(standing), rows, NOW)
        .read().stream()
            .filter(one -> one.server().equals(server) && one.schedule().equals(schedule.name()))
            .findFirst()
            .orElseThrow();
  }

  /** Edited just now, all of it. */
  private ConfigSnapshot created(Instant schedules) {
    return ConfigSnapshot.of(
        config.rows().stream()
            .map(
                row ->
                    new ConfigRow(
                        row.kind(),
                        row.id(),
                        row.fields(),
                        9,
                        row.kind() == ConfigKind.SCHEDULE ? schedules : LONG_AGO,
                        NOW))
            .toList());
  }

  private static ServerScan scan(String server, String... databases) {
    List<DatabaseHoldings> held =
        Stream.of(databases)
            .map(name -> new DatabaseHoldings(name, 5, new ObjectCounts(1, 0, 0, 0, 0, 0), null))
            .toList();
    return new ServerScan(server, NOW, new Holdings(Flavor.MARIADB, "11.4.8", held, null));
  }

  private LastGood good(String scope, Instant at) {
    return new LastGood(server, scope, schedule.name(), "daily", at, Duration.ofSeconds(9), 10, 1);
  }
}
