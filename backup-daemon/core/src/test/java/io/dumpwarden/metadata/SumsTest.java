package io.dumpwarden.metadata;

import static io.dumpwarden.metadata.TestRuns.FIRE;
import static io.dumpwarden.metadata.TestRuns.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.Verification;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.testing.Draw;
import io.dumpwarden.testing.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever happens, the sums say what counting from scratch says. */
@MetadataEngines
class SumsTest {

  private static final Instant END = FIRE.plusSeconds(60);

  /** What a sum is, past what only bounds something. */
  private static final Map<String, String> TABLES = new LinkedHashMap<>();

  static {
    TABLES.put(
        "backup_series",
        "CONCAT_WS('|', schedule, server, scope, type, status, backups, raw_bytes, stored_bytes)"
            + " AS line FROM backup_series WHERE backups <> 0");
    TABLES.put(
        "series_database",
        "CONCAT_WS('|', server, scope, database_name) AS line FROM series_database");
    TABLES.put("backup_word", "CONCAT_WS('|', word, backup_id) AS line FROM backup_word");
    TABLES.put(
        "backup_day",
        "CONCAT_WS('|', day, type, status, backups, raw_bytes, stored_bytes) AS line FROM backup_day"
            + " WHERE backups <> 0");
    TABLES.put(
        "run_series",
        "CONCAT_WS('|', schedule, server, type, trigger_kind, status, runs) AS line FROM run_series"
            + " WHERE runs <> 0");
    TABLES.put("run_day", "CONCAT_WS('|', day, status, runs) AS line FROM run_day WHERE runs <> 0");
    TABLES.put(
        "storage_held",
        "CONCAT_WS('|', storage, server, type, copies, raw_bytes, stored_bytes) AS line"
            + " FROM storage_held WHERE copies <> 0");
    TABLES.put(
        "storage_day",
        "CONCAT_WS('|', storage, day, stored_bytes, removed_bytes) AS line FROM storage_day");
  }

  private final TestDatabase database;
  private final MetadataStore store;
  private final JdbiBackupCatalog catalog;
  private final JdbiRunQueue queue;

  SumsTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.store = database.store();
    this.catalog = new JdbiBackupCatalog(store);
    this.queue = new JdbiRunQueue(store);
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void sumsAreWhatCountingFromScratchSays() {
    Property.forAll(12, draw -> draw.list(5, 25, Draw::anyLong), this::live);
  }

  /** One history after the other, in the same store. */
  private void live(List<Long> seeds) {
    for (long seed : seeds) {
      step(new Random(seed));
    }
    Map<String, List<String>> kept = sums();
    database.sql(Sums.statements());
    assertThat(kept).isEqualTo(sums());
  }

  private void step(Random random) {
    Instant fire = FIRE.plus(Duration.ofHours(random.nextInt(200)));
    String server = "s" + random.nextInt(3);
    Run run = queue.offer(TestRuns.queued("nightly", server, fire)).orElse(null);
    if (run == null) {
      return;
    }
    queue.claim(NODE, run.id());
    for (String scope : List.of("shop", "crm").subList(0, 1 + random.nextInt(2))) {
      backup(random, TestRuns.begun(run.id(), server, scope, "local", "s3"));
    }
    if (random.nextInt(10) > 0) {
      end(random, run);
    }
  }

  private void end(Random random, Run run) {
    DumpwardenException why = new DumpwardenException(ErrorCode.INTERNAL, "it broke");
    RunStatus status =
        List.of(RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.INTERRUPTED, RunStatus.PARTIAL)
            .get(random.nextInt(4));
    queue.finish(run.id(), RunEnd.of(status, why, END));
    if (status == RunStatus.INTERRUPTED && random.nextBoolean()) {
      queue.finish(run.id(), RunEnd.succeeded(END));
    }
  }

  private void backup(Random random, Backup begun) {
    if (random.nextInt(8) > 0) {
      catalog.begin(begun);
    }
    if (random.nextInt(8) == 0) {
      return;
    }
    List<BackupStatus> all = List.of(BackupStatus.values());
    for (int i = 0; i <= random.nextInt(3); i++) {
      BackupStatus status = all.get(1 + random.nextInt(all.size() - 1));
      catalog.finish(TestRuns.ended(begun, status, END));
    }
    catalog.find(begun.id()).ifPresent(backup -> copies(random, backup));
  }

  private void copies(Random random, Backup backup) {
    for (Copy copy : backup.copies()) {
      if (copy.status() != CopyStatus.STORED) {
        continue;
      }
      switch (random.nextInt(5)) {
        case 0 -> catalog.markCopy(copy.id(), CopyStatus.DELETED, END.plus(Duration.ofDays(3)));
        case 1 -> catalog.expire(copy.id(), true);
        case 2 -> found(copy, Verification.Result.MISSING);
        case 3 -> found(copy, Verification.Result.CORRUPT);
        default -> found(copy, Verification.Result.VERIFIED);
      }
    }
  }

  private void found(Copy copy, Verification.Result result) {
    Verification verification = new Verification(END.plus(Duration.ofDays(2)), result, "seen");
    new JdbiVerifications(store).record(copy, verification);
  }

  private Map<String, List<String>> sums() {
    Map<String, List<String>> sums = new LinkedHashMap<>();
    TABLES.forEach(
        (table, lines) ->
            sums.put(
                table,
                store
                    .jdbi()
                    .withHandle(
                        h ->
                            h
                                .select("SELECT " + lines)
                                .map((row, c) -> row.getString("line"))
                                .list()
                                .stream()
                                .sorted()
                                .toList())));
    return sums;
  }

  @Test
  void backupsAreFoundByWords() {
    Backup shop = begin("shop-eu", "orders_2026");
    Backup crm = begin("crm-us", "customers");
    catalog.finish(TestRuns.ended(shop, BackupStatus.SUCCEEDED, END));
    catalog.finish(TestRuns.ended(crm, BackupStatus.FAILED, END));

    assertThat(found("shop")).containsExactly(shop.id());
    assertThat(found("OP-E")).containsExactly(shop.id());
    assertThat(found("orders_")).containsExactly(shop.id());
    assertThat(found("night")).containsExactly(crm.id(), shop.id());
    assertThat(found("night custom")).containsExactly(crm.id());
    assertThat(found("broke")).as("a word of the message").containsExactly(crm.id());
    assertThat(found("crm broke")).containsExactly(crm.id());
    assertThat(found("shop broke")).isEmpty();
    assertThat(found("%")).as("taken as text").isEmpty();
    assertThat(found("' OR 1=1 --")).isEmpty();
    assertThat(found(crm.id())).containsExactly(crm.id());
    assertThat(found(shop.id().substring(0, 30))).contains(shop.id());
    assertThat(ids(BackupFilter.builder().text("night").status("failed")))
        .containsExactly(crm.id());
    assertThat(ids(BackupFilter.builder().text("night").beforeId(crm.id())))
        .containsExactly(shop.id());
    assertThat(ids(BackupFilter.builder().type("daily").server("shop-eu").storage("local")))
        .containsExactly(shop.id());
    assertThat(ids(BackupFilter.builder().type("weekly").server("shop-eu"))).isEmpty();
    Instant made = Ids.timeOf(shop.id()).orElseThrow();
    assertThat(ids(BackupFilter.builder().from(made.plusSeconds(60)))).isEmpty();
    assertThat(ids(BackupFilter.builder().until(made))).isEmpty();
    assertThat(ids(BackupFilter.builder().from(made))).containsExactly(crm.id(), shop.id());
  }

  private Backup begin(String server, String database) {
    Backup begun = TestRuns.begun("run-of-" + server, server, database, "local");
    catalog.begin(begun);
    return begun;
  }

  private List<String> found(String text) {
    return ids(BackupFilter.builder().text(text));
  }

  private List<String> ids(BackupFilter.Builder filter) {
    return catalog.list(filter.build()).stream().map(Backup::id).toList();
  }
}
