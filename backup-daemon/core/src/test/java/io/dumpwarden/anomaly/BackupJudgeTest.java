package io.dumpwarden.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.AnomalyKind;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When backups are judged, and that nothing goes wrong with them for it. */
class BackupJudgeTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");

  private final ManifestFormat manifests = new ManifestFormat(bytes -> "00");
  private final MemoryAnomalies store = new MemoryAnomalies();
  private final Map<String, Backup> backups = new TreeMap<>();
  private final BackupJudge judge =
      new BackupJudge(store, id -> Optional.ofNullable(backups.get(id)), manifests, () -> NOW);

  private Backup made(String id, long raw) {
    Manifest.Contents all = new Manifest.Contents(false, List.of(), List.of());
    String manifest = manifests.sign(SampleBackups.manifest(raw / 100, all, List.of()));
    Backup backup = SampleBackups.backup(id, raw, manifest);
    backups.put(id, backup);
    store.backups.add(id);
    return backup;
  }

  @Test
  void thoseOfAnEarlierVersionAreJudgedOldestFirst() {
    for (int i = 1; i <= 8; i++) {
      made("b" + i, i == 4 ? 10_000 : 1_000_000);
    }

    assertThat(kinds(made("b9", 1_000_000))).isEmpty();
    assertThat(store.judged).hasSize(9);
    assertThat(store.judged.entrySet().stream().filter(e -> !e.getValue().isEmpty()))
        .extracting(Map.Entry::getKey)
        .containsExactly("b4");
    assertThat(kinds(made("c1", 20_000)))
        .containsExactly(AnomalyKind.SIZE_FELL, AnomalyKind.ROWS_FELL);
  }

  @Test
  void oneThatNobodyCouldJudgeIsJudgedBeforeTheNext() {
    for (int i = 1; i <= 6; i++) {
      judge.judge(made("b" + i, 1_000_000));
    }
    Backup shrunken = made("b7", 10_000);
    store.away = true;
    assertThat(judge.judge(shrunken)).isEmpty();
    store.away = false;

    assertThat(kinds(made("b8", 1_000_000))).isEmpty();

    assertThat(store.judged.get("b7")).isNotEmpty().allMatch(Anomaly::suspicious);
  }

  @Test
  void whatIsNotGoodOrCannotBeReadIsPassedOver() {
    Backup good = made("b1", 1_000_000);
    made("b2", 1_000_000);
    backups.put("b2", SampleBackups.backup("b2", 1, "{}"));

    assertThat(judge.judge(good.ended(BackupStatus.FAILED, NOW, null, null))).isEmpty();
    assertThat(judge.judge(SampleBackups.backup("b3", 1, "no json"))).isEmpty();
    assertThat(store.measured).isEmpty();
    assertThat(kinds(made("b4", 1_000_000))).isEmpty();
    assertThat(store.measured).containsOnlyKeys("b1", "b4");
    assertThat(judge.judge(backups.get("b4"))).as("once").isEmpty();
  }

  /** As after the rows of a series were made again: what was found in them is lost. */
  @Test
  void aLossStaysSuspiciousWhenTheWholeSeriesIsJudgedAgain() {
    for (int i = 100; i < 150; i++) {
      made("b" + i, i < 110 ? 1_000_000 : 10_000);
    }
    Series series = new Series("nightly", "disk", "shop", "orders");

    store.away = true;
    assertThat(judge.catchUp(series)).isFalse();
    store.away = false;
    assertThat(judge.catchUpInFull(series)).isTrue();

    assertThat(store.judged).hasSize(50);
    store.judged.forEach(
        (id, found) ->
            assertThat(found.stream().anyMatch(Anomaly::suspicious))
                .as(id)
                .isEqualTo(id.compareTo("b110") >= 0));
    assertThat(judge.catchUp(series)).isTrue();
  }

  /** One storage after the other: the first has only what came after the loss. */
  @Test
  void earlierBackupsThatTurnUpLaterAreWhatTheOthersAreHeldAgainst() {
    Series series = new Series("nightly", "disk", "shop", "orders");
    for (int i = 5; i <= 8; i++) {
      made("b" + i, 10_000);
    }
    judge.catchUpInFull(series);
    assertThat(store.judged.values()).hasSize(4).allMatch(List::isEmpty);
    for (int i = 1; i <= 4; i++) {
      made("b" + i, 1_000_000);
    }

    judge.catchUpInFull(series);

    assertThat(store.judged).hasSize(8);
    assertThat(store.judged.get("b4")).isEmpty();
    assertThat(store.judged.get("b8")).isNotEmpty().anyMatch(Anomaly::suspicious);
  }

  private List<AnomalyKind> kinds(Backup backup) {
    return judge.judge(backup).stream().map(Anomaly::kind).toList();
  }
}
