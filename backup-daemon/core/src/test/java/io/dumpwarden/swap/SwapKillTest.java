package io.dumpwarden.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.swap.SwapOutcome.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The target server itself is ended by kill -9, and comes back. */
@Tag("long")
class SwapKillTest {

  private static final int TABLES = 150;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void comesBackWithOldOrNewData(TestEngine kind) throws Exception {
    try (LocalEngine engine = (LocalEngine) Engines.throwaway(kind)) {
      Mall mall = new Mall(Source.of(engine), folder);
      buildNew(mall);
      Map<String, String> newData = mall.contents();
      buildOld(mall);
      Map<String, String> oldData = mall.contents();

      assertThat(killedAt("after clearing the way in ware", mall, engine, 0))
          .isEqualTo(State.OLD_IN_PLACE);
      SwapTest.assertSame(mall.contents(), oldData);
      assertThat(killedAt("after renaming", mall, engine, 0)).isEqualTo(State.OLD_IN_PLACE);
      SwapTest.assertSame(mall.contents(), oldData);
      for (int delay = 0; delay < 60; delay += 20) {
        State state = killedAt("before renaming", mall, engine, delay);
        boolean isNew = state == State.NEW_IN_PLACE;
        SwapTest.assertSame(mall.contents(), isNew ? newData : oldData);
        if (isNew) {
          buildOld(mall);
        }
      }
      assertThat(killedAt("after definitions 1", mall, engine, 0)).isEqualTo(State.NEW_IN_PLACE);
      SwapTest.assertSame(mall.contents(), newData);
      assertThat(mall.leftovers()).isEmpty();
    }
  }

  /**
   * Kills the server at that step or some milliseconds after it, and recovers when it is back.
   *
   * @return which data the recovery says is in place
   */
  private static State killedAt(String step, Mall mall, LocalEngine engine, int delay)
      throws Exception {
    List<CompletableFuture<Void>> kills = new ArrayList<>();
    SwapSteps killer =
        reached -> {
          if (reached.equals(step) && kills.isEmpty()) {
            kills.add(kill(engine, delay));
          }
        };
    SwapRequest request = mall.request();
    boolean failed = false;
    try (Swap swap = mall.swaps(killer).begin(mall.source.login(), request)) {
      mall.loadNewTables(swap);
      addTables(mall, swap.staging("shop"), "n INT");
      if (delay == 0) {
        assertThatThrownBy(() -> swap.replace(mall.definitions(), List.of()))
            .isInstanceOfSatisfying(
                SwapFailedException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.SWAP_UNFINISHED));
      } else {
        swap.replace(mall.definitions(), List.of());
      }
    } catch (SwapFailedException e) {
      failed = true;
    }
    kills.get(0).join();
    engine.restart();
    List<SwapOutcome> outcomes = mall.swaps().recover(mall.source.login());
    System.out.printf("%s + %d ms: %s, failed %s%n", step, delay, outcomes, failed);
    if (outcomes.isEmpty()) {
      // it was quicker than the kill
      return State.NEW_IN_PLACE;
    }
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0).state();
  }

  private static CompletableFuture<Void> kill(LocalEngine engine, int delay) {
    Runnable kill =
        () -> {
          try {
            engine.kill();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    if (delay == 0) {
      kill.run();
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(
        kill, CompletableFuture.delayedExecutor(delay, java.util.concurrent.TimeUnit.MILLISECONDS));
  }

  private static void buildOld(Mall mall) throws Exception {
    mall.buildOld();
    addTables(mall, "shop", "o INT");
  }

  private static void buildNew(Mall mall) throws Exception {
    mall.buildNew();
    addTables(mall, "shop", "n INT");
  }

  /** So many that the one statement takes a while. */
  private static void addTables(Mall mall, String database, String column) throws SQLException {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      String engine = i % 10 == 0 ? "MyISAM" : "InnoDB";
      statements.add(
          "CREATE TABLE %s.many_%d (%s) ENGINE = %s".formatted(database, i, column, engine));
    }
    try (Connection connection = mall.connect()) {
      mall.run(connection, statements);
    }
  }
}
