package io.dumpwarden.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.OlderEngine;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.source.ServerConnector;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SwapPlanTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void saysWhatWillBeReplaced(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();

    SwapPlan plan = plan(mall.source, mall, mall.units());

    assertThat(plan.obstacles()).isEmpty();
    assertThat(plan.warnings()).isEmpty();
    assertThat(plan.replaced())
        .contains(
            new SwapPlan.Replaced(
                "shop",
                ObjectKind.TABLE,
                List.of("becomes_view", "gone_tomorrow", "item", "odd `{?}", "part")),
            new SwapPlan.Replaced(
                "shop", ObjectKind.TRIGGER, List.of("a_third", "latin", "m_second", "z_first")),
            new SwapPlan.Replaced(
                "shop", ObjectKind.ROUTINE, List.of("latin", "odd", "slashed", "twice", "twice")),
            new SwapPlan.Replaced("shop", ObjectKind.EVENT, List.of("far")),
            new SwapPlan.Replaced("ware", ObjectKind.TABLE, List.of("stock")));
    mall.raze();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void refusesWhatForeignKeysWouldTearApart(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();
    List<SwapUnit> shopOnly = List.of(SwapUnit.whole("shop", "", ""));
    List<SwapUnit> itemOnly =
        List.of(SwapUnit.tables("shop", Set.of("item")), SwapUnit.whole("ware", "", ""));

    assertThat(plan(mall.source, mall, shopOnly).obstacles())
        .singleElement()
        .satisfies(o -> assertThat(o.kind()).isEqualTo(Obstacle.Kind.FOREIGN_KEY))
        .satisfies(
            o ->
                assertThat(o.line())
                    .startsWith("foreign key of_item of ware.stock refers to shop.item, which"));
    assertThat(plan(mall.source, mall, itemOnly).obstacles())
        .singleElement()
        .satisfies(o -> assertThat(o.what()).contains("of shop.part refers to shop.item"));
    SwapRequest request = new SwapRequest(UUID.randomUUID(), shopOnly, "a test", true);
    assertThatThrownBy(() -> mall.swaps().begin(mall.source.login(), request))
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SWAP_OBSTACLE))
        .hasMessageContaining("ware.stock");
    assertThat(mall.leftovers()).isEmpty();
    mall.raze();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void refusesAKeyThatCameUpMeanwhile(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();
    mall.source.fresh("swap_other");
    try (Swap swap = mall.swaps().begin(mall.source.login(), mall.request())) {
      mall.loadNewTables(swap);
      mall.source.execute(
          "CREATE TABLE swap_other.child (id INT, FOREIGN KEY (id) REFERENCES shop.item (id))");

      assertThatThrownBy(() -> swap.replace(mall.definitions(), List.of()))
          .isInstanceOfSatisfying(
              SwapFailedException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SWAP_OBSTACLE))
          .hasMessageContaining("swap_other.child")
          .hasMessageContaining("the old data is in place");
    }
    mall.source.execute("DROP DATABASE swap_other");
    assertThat(mall.leftovers()).isEmpty();
    mall.raze();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void namesTheGrantsThatAreMissing(TestEngine engine) throws Exception {
    namesTheGrantsThatAreMissing(Source.of(Engines.shared(engine)), "SELECT");
  }

  /** Which shows who may insert the triggers, and hides who made them. */
  @Test
  void namesThemOnMariaDb10() throws Exception {
    try (SourceEngine older = OlderEngine.MARIADB_10_11.start()) {
      namesTheGrantsThatAreMissing(Source.of(older), "SELECT, INSERT");
    }
  }

  private void namesTheGrantsThatAreMissing(Source server, String granted) throws Exception {
    Mall mall = new Mall(server, folder);
    mall.buildOld();
    mall.source.execute(
        "DROP USER IF EXISTS swapper@'%'",
        "CREATE USER swapper@'%' IDENTIFIED BY 'swapper-password'",
        "GRANT " + granted + " ON *.* TO swapper@'%'",
        "GRANT ALL ON ware.* TO swapper@'%'");
    Source swapper = mall.source.as("swapper", "swapper-password");

    List<Obstacle> obstacles = plan(swapper, mall, mall.units()).obstacles();

    assertThat(obstacles)
        .hasSize(4)
        .allSatisfy(o -> assertThat(o.kind()).isEqualTo(Obstacle.Kind.MISSING_RIGHT));
    for (Obstacle obstacle : obstacles) {
      mall.source.execute(obstacle.remedy());
    }
    assertThat(plan(swapper, mall, mall.units()).obstacles()).isEmpty();
    mall.source.execute("DROP USER swapper@'%'");
    mall.raze();
  }

  private static SwapPlan plan(Source as, Mall mall, List<SwapUnit> units) throws Exception {
    try (Connection connection = new ServerConnector(Duration.ofMinutes(1)).connect(as.login())) {
      return mall.swaps().plan(connection, units);
    }
  }
}
