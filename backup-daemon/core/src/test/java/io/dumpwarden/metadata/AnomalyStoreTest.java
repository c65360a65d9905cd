package io.dumpwarden.metadata;

import static io.dumpwarden.metadata.TestRuns.FIRE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.anomaly.History;
import io.dumpwarden.anomaly.Measure;
import io.dumpwarden.anomaly.Measure.Made;
import io.dumpwarden.anomaly.Measure.Rows;
import io.dumpwarden.anomaly.Measured;
import io.dumpwarden.anomaly.OpenAnomaly;
import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.AnomalyKind;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.FoundAnomaly;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class AnomalyStoreTest {

  private static final Instant AT = FIRE.plusSeconds(60);
  private static final Anomaly FELL =
      new Anomaly(AnomalyKind.SIZE_FELL, "little, usually much", 10, 1000.5, true);
  private static final Anomaly SLOW =
      new Anomaly(AnomalyKind.DURATION_LONG, "it took long", 100, 10, false);

  /** Of this test alone. */
  private final String scope = "orders-" + TestRuns.id();

  private final TestDatabase database;
  private final JdbiAnomalyStore store;
  private final JdbiBackupCatalog catalog;

  AnomalyStoreTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.store = new JdbiAnomalyStore(database.store());
    this.catalog = new JdbiBackupCatalog(database.store());
    JdbiConfigRows rows = new JdbiConfigRows(database.store());
    rows.insert(
        ConfigKind.SERVER,
        Map.of("name", "shop", "flavor", "mariadb", "host", "h", "username", "u"));
    rows.insert(ConfigKind.SCHEDULE, Map.of("name", "nightly"));
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  private Measured backup(String of, Measure measure) {
    Backup begun = TestRuns.begun(TestRuns.id(), "shop", of, "disk");
    catalog.begin(begun);
    catalog.finish(
        begun
            .ended(BackupStatus.SUCCEEDED, AT, null, null)
            .with(begun.copies().stream().map(copy -> copy.stored(10, AT)).toList()));
    return new Measured(begun.id(), "nightly", "shop", of, measure);
  }

  private Measured backup() {
    return backup(scope, measure(1000));
  }

  private static Measure measure(long raw) {
    return new Measure(new Made("tool", "zstd 3 none"), raw, 200, 5, 3L, new Rows(7, true));
  }

  @Test
  void figuresComeBackAsTheyWereNewestFirst() {
    Measure little = new Measure(new Made("t", "none 0 none"), 10, 20, 30, null, null);
    Measured first = backup(scope, little);
    Measured second = backup();
    Measured other = backup("crm", measure(5));
    Measured now = backup();

    assertThat(unmeasured(30)).containsExactly(first.backupId(), second.backupId(), now.backupId());
    assertThat(unmeasured(2)).containsExactly(second.backupId(), now.backupId());
    for (Measured one : List.of(first, second, other)) {
      store.judged(one, List.of(), AT);
    }
    assertThat(unmeasured(30)).containsExactly(now.backupId());

    assertThat(store.before(now, 30)).isEqualTo(new History(List.of(measure(1000), little), false));
    assertThat(store.before(now, 1).past()).containsExactly(measure(1000));
    assertThat(store.before(first, 30).past()).isEmpty();
  }

  private List<String> unmeasured(int limit) {
    return store.unmeasured(series(), limit);
  }

  private Series series() {
    return new Series("nightly", "disk", "shop", scope);
  }

  /** It is on record, and the store or the process ends before it is judged. */
  @Test
  void oneThatNobodyJudgedIsNotTrustedWhereOneBeforeItWas() {
    Measured unknown = backup();
    assertThat(suspicious()).containsExactly(false);
    Measured good = backup();
    Measured missed = backup(scope, measure(10));
    store.judged(good, List.of(), AT);

    assertThat(suspicious()).containsExactly(true, false, false);
    store.judged(missed, List.of(), AT);
    assertThat(suspicious()).containsExactly(false, false, false);
    assertThat(unmeasured(30)).containsExactly(unknown.backupId());
  }

  @Test
  void whatIsForgottenIsJudgedAgainButForWhatWasAccepted() {
    Measured early = backup();
    Measured accepted = backup();
    Measured late = backup();
    store.judged(early, List.of(FELL), AT);
    store.judged(accepted, List.of(SLOW), AT);
    store.judged(late, List.of(FELL, SLOW), AT);
    store.accept(accepted.backupId(), "ann", AT);

    store.forgetAfter(series(), early.backupId());

    assertThat(unmeasured(30)).containsExactly(late.backupId());
    assertThat(open()).isEmpty();
    assertThat(catalog.find(accepted.backupId()).orElseThrow().anomalies()).hasSize(1);
    assertThat(store.judged(late, List.of(FELL), AT)).isTrue();
    assertThat(open()).extracting(OpenAnomaly::backupId).containsExactly(late.backupId());
  }

  @Test
  void whatIsSuspiciousRightBeforeABackupIsKnown() {
    Measured good = backup();
    Measured shrunken = backup(scope, measure(10));
    Measured now = backup();
    store.judged(good, List.of(), AT);
    store.judged(shrunken, List.of(FELL, SLOW), AT);

    assertThat(store.before(now, 30).suspects()).containsExactly(FELL);
    assertThat(store.before(shrunken, 30).suspects()).isEmpty();
    store.judged(now, List.of(SLOW), AT);
    assertThat(store.before(backup(), 30).suspects()).isEmpty();
  }

  @Test
  void onlyWhatWasSuspiciousBeginsAHistoryWhenItIsAccepted() {
    Measured old = backup();
    Measured slow = backup(scope, measure(2000));
    Measured now = backup();
    store.judged(old, List.of(), AT);
    store.judged(slow, List.of(SLOW), AT);

    assertThat(store.accept(slow.backupId(), "ann", AT)).isTrue();

    assertThat(store.before(now, 30))
        .isEqualTo(new History(List.of(measure(2000), measure(1000)), false));
  }

  @Test
  void whatIsSuspiciousIsNoMeasureUntilItIsAccepted() {
    Measured old = backup();
    Measured shrunken = backup(scope, measure(10));
    Measured again = backup(scope, measure(11));
    Measured now = backup();
    store.judged(old, List.of(), AT);
    assertThat(store.judged(shrunken, List.of(FELL, SLOW), AT)).isTrue();
    assertThat(store.judged(shrunken, List.of(FELL), AT)).as("judged once").isFalse();
    store.judged(again, List.of(SLOW), AT);

    assertThat(store.before(now, 30).past()).containsExactly(measure(11), measure(1000));
    assertThat(suspicious()).containsExactly(true, false, true, false);

    assertThat(store.accept(shrunken.backupId(), "ann", AT)).isTrue();
    assertThat(store.accept(shrunken.backupId(), "bob", AT)).isFalse();
    assertThat(store.accept(old.backupId(), "ann", AT)).as("nothing to accept").isFalse();
    assertThatThrownBy(() -> store.accept("none", "ann", AT))
        .isInstanceOf(DumpwardenException.class)
        .hasMessageContaining("there is no backup none");

    assertThat(store.before(now, 30))
        .isEqualTo(new History(List.of(measure(11), measure(10)), true));
    assertThat(suspicious()).containsExactly(true, false, false, false);
    assertThat(catalog.find(shrunken.backupId()).orElseThrow().anomalies())
        .containsExactly(
            new FoundAnomaly(SLOW, AT, AT, "ann"), new FoundAnomaly(FELL, AT, AT, "ann"));
  }

  private List<Boolean> suspicious() {
    return catalog.copiesOf(series()).stream().map(SeriesCopy::suspicious).toList();
  }

  private List<OpenAnomaly> open() {
    return store.open().stream().filter(anomaly -> anomaly.scope().equals(scope)).toList();
  }

  @Test
  void openIsWhatTheNewestOfASeriesDiffersIn() {
    Measured first = backup();
    store.judged(first, List.of(FELL, SLOW), AT);
    assertThat(open()).hasSize(2);
    assertThat(open().get(1))
        .isEqualTo(
            new OpenAnomaly(
                "shop",
                "nightly",
                scope,
                List.of(scope),
                first.backupId(),
                AnomalyKind.SIZE_FELL,
                "little, usually much",
                true,
                AT));

    Measured late = backup();
    Measured second = backup();
    store.judged(second, List.of(FELL), AT);
    store.judged(late, List.of(SLOW), AT);
    assertThat(open()).extracting(OpenAnomaly::backupId).containsExactly(second.backupId());

    store.accept(second.backupId(), "ann", AT);
    assertThat(open()).isEmpty();

    Measured third = backup();
    store.judged(third, List.of(FELL), AT);
    assertThat(open()).hasSize(1);
    catalog.markCopy(
        catalog.find(third.backupId()).orElseThrow().copies().get(0).id(),
        io.dumpwarden.catalog.CopyStatus.DELETED,
        AT);
    assertThat(open()).as("nothing is left of it").isEmpty();
  }
}
