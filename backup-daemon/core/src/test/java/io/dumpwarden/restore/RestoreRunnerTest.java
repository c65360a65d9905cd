package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.Glob;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.restore.RestoreRequest.Choice;
import io.dumpwarden.restore.RestoreRequest.Load;
import io.dumpwarden.swap.Swap;
import io.dumpwarden.swap.SwapRequest;
import io.dumpwarden.swap.SwapUnit;
import io.dumpwarden.swap.Swaps;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules that keep a restore safe, each on real servers. */
class RestoreRunnerTest {

  private static final Choice ALL = Choice.ALL;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void whatIsThereIsRefusedAndStays(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "safe_a");
    String sql = bench.dump("safe_a");
    bench.server.execute("DELETE FROM safe_a.purchase WHERE id = 7");
    List<String> before = Shop.contents(bench.server, "safe_a");

    RestoreSource source = bench.file(sql);
    RestorePlan plan = bench.plan(source, bench.request(Existing.REFUSE));
    RestoreOutcome outcome = bench.run(source, plan);

    assertThat(plan.mayRun()).isFalse();
    assertCode(outcome, ErrorCode.TARGET_NOT_EMPTY, "safe_a", "not touched");
    assertThat(Shop.contents(bench.server, "safe_a")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void whatIsReplacedIsKeptAndThenTheNewDataIsThere(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "swap_a");
    List<String> wanted = Shop.contents(bench.server, "swap_a");
    String sql = bench.dump("swap_a");
    bench.server.execute(
        "DELETE FROM swap_a.purchase", "CREATE TABLE swap_a.newer (id INT PRIMARY KEY)");

    RestoreOutcome outcome = bench.restore(bench.file(sql), bench.request(Existing.REPLACE));

    assertSucceeded(outcome);
    assertThat(bench.kept()).containsExactly("swap_a");
    assertThat(Shop.contents(bench.server, "swap_a")).isEqualTo(wanted);
    assertThat(bench.server.inventory("swap_a").names(io.dumpwarden.source.ObjectKind.TABLE))
        .containsExactlyInAnyOrder("customer", "purchase");
    assertThat(bench.server.inventory("swap_a").triggers()).containsExactly("before_purchase");
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  void aFileThatMayBeCutOffTakesNobodysPlace() throws Exception {
    RestoreBench bench = bench(TestEngine.MARIADB_11_4);
    Shop.create(bench.server, "safe_cut");
    List<String> before = Shop.contents(bench.server, "safe_cut");
    String sql = bench.dump("safe_cut").replaceAll("(?m)^-- Dump completed.*$", "");

    RestoreOutcome outcome = bench.restore(bench.file(sql), bench.request(Existing.REPLACE));

    assertCode(outcome, ErrorCode.RESTORE_REFUSED, "may be cut off", "not touched");
    assertThat(Shop.contents(bench.server, "safe_cut")).isEqualTo(before);
  }

  @Test
  void aDatabaseIsRestoredByOneAtATime() throws Exception {
    RestoreBench bench = bench(TestEngine.MARIADB_11_4);
    Shop.create(bench.server, "alone");
    String sql = bench.dump("alone");
    bench.drop("alone");

    try (TargetLocks other = TargetLocks.take(bench.tools(), bench.target(), Set.of("alone"))) {
      RestoreOutcome outcome = bench.restore(bench.file(sql), bench.request(Existing.REFUSE));

      assertCode(outcome, ErrorCode.RESTORE_REFUSED, "alone", "another restore");
    }
    assertThat(bench.databases()).doesNotContain("alone");
    assertSucceeded(bench.restore(bench.file(sql), bench.request(Existing.REFUSE)));
    bench.drop("alone");
  }

  @Test
  void whatIsBeingReplacedIsLoadedByNobodyElse() throws Exception {
    RestoreBench bench = bench(TestEngine.MARIADB_11_4);
    Shop.create(bench.server, "held");
    String sql = bench.dump("held");
    Swaps swaps =
        new Swaps(
            bench.tools().connector(),
            bench.tools().inspector(),
            new DefinitionClient(bench.tools()));
    SwapRequest open =
        new SwapRequest(
            UUID.randomUUID(), List.of(SwapUnit.whole("held", "", "")), "of a test", true);

    try (Swap other = swaps.begin(bench.server.login(), open)) {
      RestoreOutcome outcome = bench.restore(bench.file(sql), bench.request(Existing.IN_PLACE));

      assertCode(outcome, ErrorCode.SWAP_OBSTACLE, "held", "is not over");
    }
    assertThat(Shop.contents(bench.server, "held")).isNotEmpty();
    assertSucceeded(bench.restore(bench.file(sql), bench.request(Existing.IN_PLACE)));
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void aDumpThatFailsInTheMiddleLeavesTheOldData(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "swap_b");
    String sql = broken(bench.dump("swap_b"));
    bench.server.execute("DELETE FROM swap_b.purchase WHERE id = 7");
    List<String> before = Shop.contents(bench.server, "swap_b");

    RestoreOutcome outcome = bench.restore(bench.file(sql), bench.request(Existing.REPLACE));

    assertCode(outcome, ErrorCode.RESTORE_FAILED, "at line " + lineOf(sql), "old data of swap_b");
    assertThat(Shop.contents(bench.server, "swap_b")).isEqualTo(before);
    assertThat(bench.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void aNewDatabaseIsDroppedAgainAfterAFailure(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "fail_new");
    String sql = broken(bench.dump("fail_new"));
    bench.drop("fail_new");

    RestoreOutcome outcome = bench.restore(bench.file(sql), bench.request(Existing.REFUSE));

    assertCode(
        outcome,
        ErrorCode.RESTORE_FAILED,
        "at line " + lineOf(sql),
        "fail_new, which was new, was dropped again");
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0).line()).isEqualTo(lineOf(sql));
    assertThat(outcome.errors().get(0).context()).contains("purchase");
    assertThat(bench.databases()).doesNotContain("fail_new");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void linesAreThoseOfTheDumpUnderAnyName(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "line_a");
    Shop.create(bench.server, "line_b");
    String sql = broken(bench.dump("line_a", "line_b"));
    bench.drop("line_b2");
    Choice choice = new Choice(Glob.parseList("line_b"), "line_b2", Map.of(), List.of());

    for (Load load : List.of(Load.STRICT, new Load(false, true, Set.of()))) {
      RestoreOutcome outcome =
          bench.restore(bench.file(sql), bench.request(Existing.REFUSE, choice, load));

      assertThat(outcome.errors()).as(load + " " + outcome.failure()).hasSize(1);
      assertThat(outcome.errors().get(0).line()).isEqualTo(lineOf(sql));
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void allErrorsAreCollectedWhereSomebodyWantsThat(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "go_on");
    List<String> wanted = Shop.contents(bench.server, "go_on");
    String once = broken(bench.dump("go_on"));
    int end = once.lastIndexOf("-- Dump completed");
    String sql =
        once.substring(0, end) + "INSERT INTO `nor_here` VALUES (1);\n" + once.substring(end);
    bench.drop("go_on");

    RestoreOutcome outcome =
        bench.restore(
            bench.file(sql), bench.request(Existing.REFUSE, ALL, new Load(false, true, Set.of())));

    assertThat(outcome.status()).as("%s", outcome.failure()).isEqualTo(RestoreStatus.PARTIAL);
    assertThat(outcome.errorCount()).isEqualTo(2);
    assertThat(outcome.errors().get(0).line()).isEqualTo(lineOf(sql));
    assertThat(Shop.contents(bench.server, "go_on")).isEqualTo(wanted);
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void whatHasErrorsDoesNotTakeThePlaceOfWhatIsThere(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "swap_c");
    String sql = broken(bench.dump("swap_c"));
    bench.server.execute("DELETE FROM swap_c.purchase WHERE id = 7");
    List<String> before = Shop.contents(bench.server, "swap_c");

    RestoreOutcome outcome =
        bench.restore(
            bench.file(sql), bench.request(Existing.REPLACE, ALL, new Load(false, true, Set.of())));

    assertThat(outcome.status()).as("%s", outcome.failure()).isEqualTo(RestoreStatus.FAILED);
    assertThat(outcome.errorCount()).isEqualTo(1);
    assertThat(Shop.contents(bench.server, "swap_c")).isEqualTo(before);
    assertThat(bench.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void inPlaceTheOldDataGoes(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "place_a");
    List<String> wanted = Shop.contents(bench.server, "place_a");
    String sql = bench.dump("place_a");
    bench.server.execute("DELETE FROM place_a.purchase", "CREATE TABLE place_a.newer (id INT)");

    RestoreOutcome outcome = bench.restore(bench.file(sql), bench.request(Existing.IN_PLACE));

    assertSucceeded(outcome);
    assertThat(bench.kept()).containsExactly("place_a");
    assertThat(Shop.contents(bench.server, "place_a")).isEqualTo(wanted);
    assertThat(bench.server.inventory("place_a").tables()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void severalDatabasesComeUnderNewNames(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "many_a");
    Shop.create(bench.server, "many_b");
    Shop.create(bench.server, "other_c");
    List<String> wanted = Shop.contents(bench.server, "many_b");
    String sql = bench.dump("many_a", "many_b", "other_c");
    bench.drop("many_new", "many_a", "other_c");
    Choice choice =
        new Choice(Glob.parseList("many_*"), null, Map.of("many_b", "many_new"), List.of());

    RestoreOutcome outcome =
        bench.restore(bench.file(sql), bench.request(Existing.REFUSE, choice, Load.STRICT));

    assertSucceeded(outcome);
    assertThat(bench.databases()).contains("many_a", "many_new").doesNotContain("other_c");
    assertThat(Shop.contents(bench.server, "many_new")).isEqualTo(wanted);
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void oneTableIsReplacedAndTheOthersStay(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "swap_t");
    List<String> wanted = Shop.contents(bench.server, "swap_t");
    RestoreSource source = bench.told(bench.file(bench.dump("swap_t")), "swap_t");
    bench.server.execute(
        "DELETE FROM swap_t.purchase", "CREATE TABLE swap_t.newer (id INT PRIMARY KEY)");
    Choice choice =
        new Choice(List.of(), null, Map.of(), List.of(TableGlob.parse("swap_t.purchase")));

    RestoreOutcome outcome =
        bench.restore(source, bench.request(Existing.REPLACE, choice, Load.STRICT));

    assertSucceeded(outcome);
    assertThat(bench.kept()).containsExactly("swap_t");
    assertThat(Shop.contents(bench.server, "swap_t")).isEqualTo(wanted);
    assertThat(bench.server.inventory("swap_t").tables()).hasSize(3);
    assertThat(bench.server.inventory("swap_t").triggers()).containsExactly("before_purchase");
    assertThat(bench.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void oneTableComesOutOfManyDatabases(TestEngine engine) throws Exception {
    RestoreBench bench = bench(engine);
    Shop.create(bench.server, "part_a");
    Shop.create(bench.server, "part_b");
    String sql = bench.dump("part_a", "part_b");
    bench.drop("part_a", "part_b");
    Choice choice = new Choice(List.of(), null, Map.of(), List.of(TableGlob.parse("part_b.cust*")));

    RestoreOutcome outcome =
        bench.restore(bench.file(sql), bench.request(Existing.REFUSE, choice, Load.STRICT));

    assertSucceeded(outcome);
    assertThat(bench.databases()).contains("part_b").doesNotContain("part_a");
    assertThat(Rows.of(bench.server, "SELECT COUNT(*) FROM part_b.customer")).containsExactly("2");
    assertThat(bench.server.inventory("part_b").tables()).hasSize(1);
    assertThat(bench.server.inventory("part_b").routines()).isEmpty();
  }

  /** A statement that no server takes, behind the rows of the last table. */
  private static String broken(String sql) {
    int at = sql.lastIndexOf("INSERT INTO `purchase`");
    int end = sql.indexOf(";\n", at) + 2;
    return sql.substring(0, end)
        + "INSERT INTO `nowhere_at_all` VALUES (1);\n"
        + sql.substring(end);
  }

  private static long lineOf(String sql) {
    return sql.substring(0, sql.indexOf("INSERT INTO `nowhere_at_all`")).lines().count() + 1;
  }

  private RestoreBench bench(TestEngine engine) throws Exception {
    return new RestoreBench(Source.of(Engines.shared(engine)), folder);
  }

  private static void assertSucceeded(RestoreOutcome outcome) {
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.status()).isEqualTo(RestoreStatus.SUCCEEDED);
  }

  private static void assertCode(RestoreOutcome outcome, ErrorCode code, String... words) {
    assertThat(outcome.failure()).isNotNull();
    assertThat(outcome.failure().code()).as("%s", outcome.failure()).isEqualTo(code);
    assertThat(outcome.failure().getMessage()).contains(words);
    assertThat(outcome.status()).isEqualTo(RestoreStatus.FAILED);
  }
}
