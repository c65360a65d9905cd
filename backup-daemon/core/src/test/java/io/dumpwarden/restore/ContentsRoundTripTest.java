package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left out of a dump stays out; everything else comes back as it was. */
class ContentsRoundTripTest {

  private static final LeftOut ON_PURPOSE =
      new LeftOut(
          name -> name.startsWith("gone_") || name.startsWith("odd.") || name.equals("broken"),
          Set.of());

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void leavesOutTablesRowsAndBrokenViews(TestEngine engine) throws Exception {
    Source source = Source.of(Engines.shared(engine));
    ContentsSchema.create(source, "part_a");
    ContentsSchema.create(source, "part_b");
    ContentsSchema.createExpected(source, "part_want", true);
    DumpRequest request = request(source, contents(false), "", "part_a", "part_b");

    String sql = dump(source, request);

    source.execute("DROP DATABASE part_a", "DROP DATABASE part_b");
    restore(source, sql);
    assertSame(source, "part_want", "part_a");
    assertSame(source, "part_want", "part_b");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void restoresOverWhatIsThereWhereTheDumpDropsIt(TestEngine engine) throws Exception {
    Source source = Source.of(Engines.shared(engine));
    ContentsSchema.create(source, "part_over");
    ContentsSchema.createExpected(source, "part_over_want", true);
    DumpRequest request =
        request(source, contents(false), "add-drop-database,complete-insert", "part_over");

    restore(source, dump(source, request));

    assertSame(source, "part_over_want", "part_over");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void dumpsStructureOnly(TestEngine engine) throws Exception {
    Source source = Source.of(Engines.shared(engine));
    ContentsSchema.create(source, "part_bare");
    ContentsSchema.createExpected(source, "part_bare_want", false);
    DumpRequest request = request(source, contents(true), "", "part_bare");

    String sql = dump(source, request);

    assertThat(sql).doesNotContain("INSERT INTO");
    source.execute("DROP DATABASE part_bare");
    restore(source, sql);
    assertSame(source, "part_bare_want", "part_bare");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void keepsSequencesAndHistory(boolean structureOnly) throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    source.fresh("part_time");
    source.execute(
        "CREATE SEQUENCE part_time.numbers START WITH 100 INCREMENT BY 5 CACHE 7",
        "DO NEXTVAL(part_time.numbers)",
        "CREATE TABLE part_time.past (id INT PRIMARY KEY, n INT) WITH SYSTEM VERSIONING",
        "INSERT INTO part_time.past VALUES (1, 1), (2, 2)",
        "UPDATE part_time.past SET n = 3",
        "DELETE FROM part_time.past WHERE id = 2");
    List<String> before = Rows.of(source, HISTORY);
    List<String> sequence = Rows.of(source, SEQUENCE);
    DumpContents contents = new DumpContents(structureOnly, List.of(), List.of(), true);

    String sql = dump(source, request(source, contents, "", "part_time"));

    source.execute(
        "DROP DATABASE part_time",
        "CREATE OR REPLACE USER part_restore IDENTIFIED BY 'test-password'",
        "GRANT ALL ON part_time.* TO part_restore");
    restore(source.as("part_restore", "test-password"), sql);
    assertThat(Rows.of(source, HISTORY)).isEqualTo(structureOnly ? List.of() : before);
    assertThat(before).hasSize(4);
    assertThat(Rows.of(source, SEQUENCE)).isEqualTo(sequence);
  }

  private static final String HISTORY =
      "SELECT id, n, row_start, row_end FROM part_time.past FOR SYSTEM_TIME ALL ORDER BY 1, 3";
  private static final String SEQUENCE =
      "SELECT next_not_cached_value, start_value, increment, cache_size FROM part_time.numbers";

  @Test
  void saysWhichHistoryNoToolDumps() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    source.fresh("part_precise");
    source.execute(
        "CREATE TABLE part_precise.exact (x INT, a BIGINT UNSIGNED GENERATED ALWAYS AS ROW START, b BIGINT UNSIGNED GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME(a, b)) ENGINE=InnoDB WITH SYSTEM VERSIONING",
        "INSERT INTO part_precise.exact (x) VALUES (1)");
    DumpRequest request = request(source, DumpContents.ALL, "", "part_precise");

    try (OpenDump dump = source.dumper().open(request)) {
      dump.stream().readAllBytes();
      dump.prove();
      assertThat(dump.warnings())
          .singleElement()
          .asString()
          .contains("part_precise.exact", "transactions");
    }
  }

  private static DumpContents contents(boolean structureOnly) {
    return new DumpContents(
        structureOnly,
        TableGlob.parseList("part_*.gone_*,part_*.odd*"),
        TableGlob.parseList("part_*.log_*"),
        true);
  }

  private DumpRequest request(
      Source source, DumpContents contents, String options, String... databases) throws Exception {
    List<Inventory> inventories = new ArrayList<>();
    List<BrokenView> broken = new ArrayList<>();
    for (String database : databases) {
      inventories.add(source.inventory(database));
      if (inventories.get(0).views().contains("broken")) {
        broken.add(new BrokenView(database, "broken", "", ""));
      }
    }
    return new DumpRequest(
        source.login(),
        source.facts(),
        inventories,
        new DumpRequest.What(contents, broken, DumpOptionSet.parse(options)),
        folder);
  }

  private static String dump(Source source, DumpRequest request) throws Exception {
    try (OpenDump dump = source.dumper().open(request)) {
      byte[] bytes = dump.stream().readAllBytes();
      dump.prove();
      assertThat(dump.databases()).containsExactlyElementsOf(request.databases());
      for (Inventory inventory : request.inventories()) {
        assertThat(inventory.missingFrom(dump.objects(inventory.database()), ON_PURPOSE)).isEmpty();
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private void restore(Source source, String sql) throws Exception {
    try (RestoreClient client = new RestoreClients(source.finder()).open(source.login(), folder)) {
      client.stdin().write(sql.getBytes(StandardCharsets.UTF_8));
      client.prove();
    }
  }

  private static void assertSame(Source source, String wanted, String restored) throws Exception {
    try (Connection a = source.engine().connect();
        Connection b = source.engine().connect()) {
      assertThat(DatabaseCompare.differences(a, wanted, b, restored)).isEmpty();
    }
  }
}
