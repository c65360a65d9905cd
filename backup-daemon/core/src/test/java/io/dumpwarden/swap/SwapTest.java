package io.dumpwarden.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SwapTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void putsNewDataInPlaceOfOld(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildNew();
    Map<String, String> wanted = mall.contents();
    mall.buildOld();
    assertThat(mall.contents()).isNotEqualTo(wanted);

    SwapOutcome outcome;
    SwapRequest request = mall.request();
    try (Swap swap = mall.swaps().begin(mall.source.login(), request)) {
      mall.loadNewTables(swap);
      outcome = swap.replace(mall.definitions(), List.of());
    }

    assertThat(outcome)
        .isEqualTo(
            new SwapOutcome(
                request.restoreId(),
                Mall.DATABASES,
                SwapOutcome.State.NEW_IN_PLACE,
                "the new data is in place: restored",
                List.of()));
    assertSame(mall.contents(), wanted);
    assertThat(mall.leftovers()).isEmpty();
    mall.raze();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void bringsOldDataBackWhenDefinitionsFail(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();
    Map<String, String> oldData = mall.contents();
    List<Definitions> bad =
        List.of(Mall.text(MallSql.NEW_DEFINITIONS), Mall.text("USE `shop`;\nCREATE NONSENSE;"));

    try (Swap swap = mall.swaps().begin(mall.source.login(), mall.request())) {
      mall.loadNewTables(swap);
      assertThatThrownBy(() -> swap.replace(bad, List.of()))
          .isInstanceOf(SwapFailedException.class)
          .hasMessageContaining("the old data is in place")
          .hasMessageContaining("NONSENSE")
          .hasMessageContaining("at line 2")
          .extracting(e -> ((SwapFailedException) e).outcome().state())
          .isEqualTo(SwapOutcome.State.OLD_IN_PLACE);
    }

    assertSame(mall.contents(), oldData);
    assertThat(mall.leftovers()).isEmpty();
    mall.raze();
  }

  static void assertSame(Map<String, String> contents, Map<String, String> wanted) {
    for (String database : wanted.keySet()) {
      assertThat(contents.get(database).lines())
          .as(database)
          .containsExactlyElementsOf(wanted.get(database).lines().toList());
    }
  }
}
