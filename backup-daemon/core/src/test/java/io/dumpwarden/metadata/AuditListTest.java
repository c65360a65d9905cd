package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditFilter;
import io.dumpwarden.access.AuditRecord;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.view.AuditExport;
import io.dumpwarden.view.AuditExport.Format;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit trail, searched, paged, taken away. */
@MetadataEngines
class AuditListTest {

  private static final Instant NOON = Instant.parse("2032-03-10T12:00:00Z");
  private static final Actor ANN = new Actor("ann", "ui", "192.0.2.7");
  private static final Actor BOB = new Actor("bob", "api");

  private final TestDatabase database;
  private final JdbiAuditLog log;

  AuditListTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.log = new JdbiAuditLog(database.store());
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @BeforeEach
  void fill() {
    append(ANN, "add", "server", "shop", 0);
    append(BOB, "edit", "server", "shop", 1);
    append(ANN, "edit", "schedule", "nightly", 2);
    append(BOB, "remove", "server", "crm", 3);
  }

  private void append(Actor actor, String action, String kind, String key, int hour) {
    Instant at = NOON.plusSeconds(3600L * hour);
    log.append(new AuditEntry(at, actor, action, kind, key, Map.of(), Map.of("host", key)));
  }

  /** Makes a thousand and more out of the four, with another kind and key. */
  private void multiply(String kind, String key) {
    for (int i = 0; i < 10; i++) {
      database.sql(
          """
          INSERT INTO audit_log
            (happened_at, actor, channel, action, kind, row_key, before_fields, after_fields)
          SELECT happened_at, actor, channel, action, %s, %s, before_fields, after_fields
          FROM audit_log
          """
              .formatted(kind, key));
    }
  }

  private List<String> found(AuditFilter filter) {
    return log.list(filter, null, 100).stream()
        .map(record -> record.entry().action() + " " + record.entry().key())
        .toList();
  }

  @Test
  void eachFilterNarrows() {
    assertThat(found(AuditFilter.ALL))
        .containsExactly("remove crm", "edit nightly", "edit shop", "add shop");
    assertThat(found(new AuditFilter("ann", null, null, null, null, null, null)))
        .containsExactly("edit nightly", "add shop");
    assertThat(found(new AuditFilter(null, "api", null, null, null, null, null)))
        .containsExactly("remove crm", "edit shop");
    assertThat(found(new AuditFilter(null, null, "schedule", null, null, null, null)))
        .containsExactly("edit nightly");
    assertThat(found(AuditFilter.of("server", "shop"))).containsExactly("edit shop", "add shop");
    assertThat(found(new AuditFilter(null, null, null, null, "edit", null, null)))
        .containsExactly("edit nightly", "edit shop");
    Instant one = NOON.plusSeconds(3600);
    assertThat(found(new AuditFilter(null, null, null, null, null, one, one.plusSeconds(3600))))
        .containsExactly("edit shop");
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    List<AuditRecord> first = log.list(AuditFilter.ALL, null, 3);
    List<AuditRecord> second = log.list(AuditFilter.ALL, first.get(2).id(), 3);
    assertThat(first)
        .hasSize(3)
        .extracting(AuditRecord::id)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(second).singleElement().extracting(r -> r.entry().key()).isEqualTo("shop");
    assertThat(second.get(0).entry().actor()).isEqualTo(ANN);
  }

  @Test
  void aListOfOneThingGoesAlongItsIndex() {
    multiply("'backup'", "id");
    database.sql("ANALYZE TABLE audit_log");
    String plan =
        database.text(
            "EXPLAIN SELECT * FROM audit_log WHERE kind = 'server' AND row_key = 'shop'"
                + " AND id < 99999999 ORDER BY id DESC LIMIT 50",
            "key");
    assertThat(plan).isEqualTo("audit_of_row");
  }

  @Test
  void anExportIsWholeAndNoSpreadsheetCalculatesIt() throws IOException {
    multiply("kind", "'=1+1'");
    AuditExport export = new AuditExport(log);
    export.record(AuditFilter.ALL, Format.CSV, ANN, NOON);
    StringWriter csv = new StringWriter();
    export.write(AuditFilter.ALL, Format.CSV, csv);
    List<String> lines = csv.toString().lines().toList();
    assertThat(lines).hasSize(1 + 1 + 4 * 1024);
    assertThat(lines.get(0)).startsWith("id,at,actor");
    assertThat(lines.get(1)).contains("ann,ui,192.0.2.7,export,audit,audit");
    assertThat(lines.get(2)).contains(",'=1+1,{},\"{\"\"host\"\":\"\"");

    StringWriter json = new StringWriter();
    export.write(AuditFilter.of("server", "crm"), Format.JSONL, json);
    assertThat(json.toString().lines())
        .singleElement()
        .asString()
        .contains("\"actor\":\"bob\"", "\"at\":\"2032-03-10T15:00:00Z\"", "\"key\":\"crm\"");
  }
}
