package io.dumpwarden.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.swap.SwapOutcome.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may touch a replacement, and when. */
class SwapOwnerTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void leavesTheLivingAlone(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();
    Map<String, String> oldData = mall.contents();
    SwapRequest request = mall.request();
    Swap swap = mall.swaps().begin(mall.source.login(), request);
    mall.loadNewTables(swap);

    assertThat(mall.swaps().recover(mall.source.login())).isEmpty();
    assertThat(mall.leftovers()).contains(swap.staging("shop"));
    assertThatThrownBy(() -> mall.swaps().begin(mall.source.login(), mall.request()))
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SWAP_OBSTACLE))
        .hasMessageContaining("of shop, ware is not over");

    mall.sever(request.restoreId());
    assertThat(mall.swaps().recover(mall.source.login()))
        .singleElement()
        .satisfies(o -> assertThat(o.state()).isEqualTo(State.OLD_IN_PLACE))
        .satisfies(o -> assertThat(o.restoreId()).isEqualTo(request.restoreId()));
    SwapTest.assertSame(mall.contents(), oldData);
    assertThat(mall.leftovers()).isEmpty();
    assertThatThrownBy(swap::keepAlive)
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
    swap.close();
    mall.raze();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void goesOnWhenItsConnectionWasLost(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();
    SwapRequest request = mall.request();
    try (Swap swap = mall.swaps().begin(mall.source.login(), request)) {
      mall.loadNewTables(swap);
      mall.sever(request.restoreId());

      swap.keepAlive();

      assertThat(mall.swaps().recover(mall.source.login())).isEmpty();
      assertThat(swap.replace(mall.definitions(), List.of()).state()).isEqualTo(State.NEW_IN_PLACE);
    }
    assertThat(mall.leftovers()).isEmpty();
    mall.raze();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void losesItsConnectionOnTheWayAndRollsBack(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();
    Map<String, String> oldData = mall.contents();
    SwapRequest request = mall.request();
    SwapSteps severing =
        step -> {
          if (step.equals("after renaming")) {
            try {
              mall.sever(request.restoreId());
            } catch (java.sql.SQLException e) {
              throw new AssertionError(e);
            }
          }
        };
    try (Swap swap = mall.swaps(severing).begin(mall.source.login(), request)) {
      mall.loadNewTables(swap);
      assertThatThrownBy(() -> swap.replace(mall.definitions(), List.of()))
          .isInstanceOfSatisfying(
              SwapFailedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SWAP_FAILED))
          .hasMessageContaining("the old data is in place");
    }
    SwapTest.assertSame(mall.contents(), oldData);
    assertThat(mall.leftovers()).isEmpty();
    mall.raze();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void dropsWhatWasLoadedWhenItIsClosed(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();
    Map<String, String> oldData = mall.contents();

    try (Swap swap = mall.swaps().begin(mall.source.login(), mall.request())) {
      mall.loadNewTables(swap);
    }

    SwapTest.assertSame(mall.contents(), oldData);
    assertThat(mall.leftovers()).isEmpty();
    mall.raze();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void bringsOldDataBackWhenTheServerRefusesTheMove(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();
    Map<String, String> oldData = mall.contents();
    SwapRequest request = mall.request();
    String words = SwapNames.of(request.restoreId()).staging(0) + ".words";
    SwapSteps thief =
        step -> {
          if (step.equals("before renaming")) {
            try {
              mall.source.execute("DROP TABLE " + words);
            } catch (java.sql.SQLException e) {
              throw new AssertionError(e);
            }
          }
        };
    try (Swap swap = mall.swaps(thief).begin(mall.source.login(), request)) {
      mall.loadNewTables(swap);
      assertThatThrownBy(() -> swap.replace(mall.definitions(), List.of()))
          .isInstanceOf(SwapFailedException.class)
          .hasMessageContaining("the old data is in place")
          .hasMessageContaining("words");
    }
    SwapTest.assertSame(mall.contents(), oldData);
    assertThat(mall.leftovers()).isEmpty();
    mall.raze();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void givesUpOnTablesThatOthersLock(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();
    Map<String, String> oldData = mall.contents();
    try (Swap swap = mall.impatient().begin(mall.source.login(), mall.request());
        Connection other = mall.connect()) {
      mall.loadNewTables(swap);
      mall.run(other, List.of("LOCK TABLES shop.gone_tomorrow READ"));

      assertThatThrownBy(() -> swap.replace(mall.definitions(), List.of()))
          .isInstanceOf(SwapFailedException.class)
          .hasMessageContaining("the old data is in place")
          .hasMessageContaining("Lock wait timeout");
    }
    SwapTest.assertSame(mall.contents(), oldData);
    assertThat(mall.leftovers()).isEmpty();
    mall.raze();
  }
}
