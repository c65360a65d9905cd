package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.anomaly.Measure;
import io.dumpwarden.anomaly.Measure.Made;
import io.dumpwarden.anomaly.Measured;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.RunFilter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a question costs, as the engine itself counts it: rows read, by whatever plan. A page costs
 * about a page, however many rows there are.
 */
@MetadataEngines
class ListCostTest {

  private static final int PAGE = 20;

  /** A few reads for each of the series that there are. */
  private static final long SERIES = 6_000;

  private static final String MIDDLE = "0000010000";

  private final TestEngine engine;
  private final TestDatabase database;
  private final MetadataStore store;

  ListCostTest(TestEngine engine) {
    this.engine = engine;
    this.database = TestDatabase.empty(engine);
    this.store = database.store(1);
    store.migrate();
    BigCatalog.fill(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyQuestionCostsAboutItsAnswer() {
    runs();
    backups();
    others();
    // MySQL 8.0.15 reads a whole series where MariaDB stops at its newest row: not mended yet
    if (engine.name().startsWith("MARIADB")) {
      combinations();
      searches();
    }
  }

  /**
   * Every combination of what a list is filtered by costs a look at the series, and a page; further
   * pages of those that no index serves walk past the ones before.
   */
  private void combinations() {
    JdbiBackupCatalog catalog = new JdbiBackupCatalog(store);
    JdbiRunQueue queue = new JdbiRunQueue(store);
    for (int choice = 0; choice < 1 << 6; choice++) {
      for (String rare : new String[] {"", "rare"}) {
        BackupFilter filter = filter(choice, rare.isEmpty());
        cheap("backups " + filter, SERIES + 40 * PAGE, () -> catalog.list(filter));
      }
    }
    for (int choice = 0; choice < 1 << 5; choice++) {
      RunFilter filter = runs(choice);
      cheap("runs " + filter, SERIES + 40 * PAGE, () -> queue.list(filter));
    }
  }

  private static BackupFilter filter(int choice, boolean common) {
    return BackupFilter.builder()
        .server(on(choice, 0, common ? "s5" : "rare"))
        .schedule(on(choice, 1, common ? "p1" : "p0"))
        .status(on(choice, 2, common ? "succeeded" : "failed"))
        .type(on(choice, 3, common ? "daily" : "weekly"))
        .storage(on(choice, 4, common ? "local" : "rare"))
        .database(on(choice, 5, common ? "d5" : "d0"))
        .limit(PAGE)
        .build();
  }

  private static RunFilter runs(int choice) {
    return RunFilter.builder()
        .server(on(choice, 0, "s5"))
        .schedule(on(choice, 1, "p1"))
        .status(on(choice, 2, "failed"))
        .type(on(choice, 3, "daily"))
        .trigger(on(choice, 4, "manual"))
        .limit(PAGE)
        .build();
  }

  private static @Nullable String on(int choice, int bit, String value) {
    return (choice >>> bit & 1) == 1 ? value : null;
  }

  private void searches() {
    for (String text : List.of("s5", "rare", "d5 p1", "refused", "s1 refused", "nothing", "s")) {
      BackupFilter filter = BackupFilter.builder().text(text).limit(PAGE).build();
      JdbiBackupCatalog catalog = new JdbiBackupCatalog(store);
      cheap("search " + text, SERIES + 40 * PAGE, () -> catalog.list(filter));
    }
  }

  private void runs() {
    JdbiRunQueue queue = new JdbiRunQueue(store);
    for (@Nullable String before : new @Nullable String[] {null, "r" + MIDDLE}) {
      page("runs", () -> queue.list(new RunFilter(null, null, null, before, PAGE)));
      page("runs of p1", () -> queue.list(new RunFilter("p1", null, null, before, PAGE)));
      page("runs of s5", () -> queue.list(new RunFilter(null, "s5", null, before, PAGE)));
      page("runs of rare", () -> queue.list(new RunFilter(null, "rare", null, before, PAGE)));
      page("runs p1 s5", () -> queue.list(new RunFilter("p1", "s5", null, before, PAGE)));
      page("failed", () -> queue.list(new RunFilter(null, null, "failed", before, PAGE)));
      page("failed p1", () -> queue.list(new RunFilter("p1", null, "failed", before, PAGE)));
      page("failed s1", () -> queue.list(new RunFilter(null, "s1", "failed", before, PAGE)));
      page("skipped", () -> queue.list(new RunFilter(null, null, "skipped", before, PAGE)));
    }
  }

  private void backups() {
    for (@Nullable String before : new @Nullable String[] {null, "b" + MIDDLE}) {
      list("all", TestFilters.backups(null, null, null, null, null, before, PAGE));
      list("s5", TestFilters.backups("s5", null, null, null, null, before, PAGE));
      list("rare", TestFilters.backups("rare", null, null, null, null, before, PAGE));
      list("d5", TestFilters.backups(null, "d5", null, null, null, before, PAGE));
      list("s5 d5", TestFilters.backups("s5", "d5", null, null, null, before, PAGE));
      list("p1", TestFilters.backups(null, null, "p1", null, null, before, PAGE));
      list("s5 p1", TestFilters.backups("s5", null, "p1", null, null, before, PAGE));
      list("failed", TestFilters.backups(null, null, null, "failed", null, before, PAGE));
      list("s1 failed", TestFilters.backups("s1", null, null, "failed", null, before, PAGE));
      list("p1 failed", TestFilters.backups(null, null, "p1", "failed", null, before, PAGE));
      list("local", TestFilters.backups(null, null, null, null, "local", before, PAGE));
      list("rare storage", TestFilters.backups(null, null, null, null, "rare", before, PAGE));
      list("p1 local", TestFilters.backups(null, null, "p1", null, "local", before, PAGE));
      list("s5 local", TestFilters.backups("s5", null, null, null, "local", before, PAGE));
      wide("d5 local", TestFilters.backups(null, "d5", null, null, "local", before, PAGE));
      wide("everything", TestFilters.backups("s5", "d5", "p1", "succeeded", "local", before, PAGE));
    }
  }

  private void others() {
    JdbiRunQueue queue = new JdbiRunQueue(store);
    JdbiBackupCatalog catalog = new JdbiBackupCatalog(store);
    cheap("last good", 20, () -> catalog.lastGood("p1", "s5", "d5"));
    cheap("last fired", 20, () -> queue.lastFired("p1"));
    cheap("of run", 20, () -> catalog.ofRun("r" + MIDDLE));
    cheap("claim", 20, () -> queue.claim(TestRuns.NODE));
    cheap("active", 20, queue::active);
    cheap("running of", 20, () -> queue.runningOf("n1"));
    cheap("pending of", 300, () -> catalog.pendingOf("n1"));
    cheap("copies", 400, () -> catalog.copiesOf(new Series("p1", "local", "s5", "d5")));
    cheap("series", 5_000, catalog::series);
    JdbiVerifications verifications = new JdbiVerifications(store);
    page("to verify", () -> verifications.longestWaiting("x", PAGE));
    cheap("lost", 20, () -> verifications.lostAfter("x", "", PAGE));
    cheap("longest waiting", 20, new JdbiCatalogSummary(store)::longestWaiting);
    cheap("copy totals", 3_000, new JdbiCatalogSummary(store)::copyTotals);
    cheap("active runs", 20, new JdbiCatalogSummary(store)::activeRuns);
    cheap("storage use", 3_000, new JdbiCatalogSummary(store)::storageUse);
    anomalies();
  }

  private void anomalies() {
    JdbiAnomalyStore anomalies = new JdbiAnomalyStore(store);
    Measure measure = new Measure(new Made("tool", "none"), 1, 1, 1, null, null);
    Measured next = new Measured("c", "p1", "s5", "d5", measure);
    Series of = new Series("p1", "local", "s5", "d5");
    cheap("unmeasured", 200, () -> anomalies.unmeasured(of, 30));
    database.sql(
        """
        INSERT INTO backup_measure (backup_id, schedule, server, scope, dumped_by, packed_by,
          raw_bytes, stored_bytes, duration_ms)
        SELECT id, schedule, server, scope, 'tool', 'none', 1, 1, 1 FROM backup
        """,
        """
        INSERT INTO backup_anomaly (backup_id, kind, schedule, server, scope, reason, value, usual,
          suspicious, newest, found_at)
        SELECT id, 'duration-long', schedule, server, scope, 'long', 1, 1, FALSE, FALSE, started_at
        FROM backup
        """,
        "ANALYZE TABLE backup_measure, backup_anomaly");
    cheap("measured", 200, () -> anomalies.unmeasured(of, 30));
    cheap("copies that were measured", 400, () -> new JdbiBackupCatalog(store).copiesOf(of));
    cheap("history", 40, () -> anomalies.before(next, 30).past());
    cheap("open", 20, anomalies::open);
    page("backups that differ", () -> new JdbiBackupCatalog(store).list(BackupFilter.latest(PAGE)));
  }

  private void list(String what, BackupFilter filter) {
    JdbiBackupCatalog catalog = new JdbiBackupCatalog(store);
    page(what, () -> catalog.list(filter));
  }

  /** By way of the series. */
  private void wide(String what, BackupFilter filter) {
    JdbiBackupCatalog catalog = new JdbiBackupCatalog(store);
    cheap(what, SERIES, () -> catalog.list(filter));
  }

  private interface Question {
    Object ask();
  }

  private void page(String what, Question question) {
    cheap(what, 40 * PAGE, question);
  }

  private void cheap(String what, long limit, Question question) {
    question.ask();
    long before = rowsRead();
    Object answer = question.ask();
    long read = rowsRead() - before;
    int size = answer instanceof Collection<?> rows ? rows.size() : 1;
    assertThat(read).as("rows read for %s, %d answered", what, size).isLessThan(limit);
  }

  /** Of the one connection that the store has; SHOW STATUS itself reads none of our tables. */
  private long rowsRead() {
    return store
        .jdbi()
        .withHandle(
            h ->
                h
                    .select(
                        "SHOW SESSION STATUS WHERE Variable_name IN ('Handler_read_first',"
                            + " 'Handler_read_key', 'Handler_read_last', 'Handler_read_next',"
                            + " 'Handler_read_prev', 'Handler_read_rnd', 'Handler_read_rnd_next')")
                    .map((row, c) -> Long.parseLong(row.getString(2)))
                    .list()
                    .stream()
                    .mapToLong(Long::longValue)
                    .sum());
  }
}
