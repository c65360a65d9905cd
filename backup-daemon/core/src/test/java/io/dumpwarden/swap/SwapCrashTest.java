package io.dumpwarden.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.swap.SwapOutcome.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever step a replacement dies at, one of the two is whole afterwards, and it says which. */
@Tag("long")
class SwapCrashTest {

  /** Not an exception: nothing that handles failures may run, as when the process is gone. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Dies at the n-th step, and remembers the names of all. */
  private static final class Mortal implements SwapSteps {

    private final int lifetime;
    private final List<String> steps = new ArrayList<>();

    Mortal(int lifetime) {
      this.lifetime = lifetime;
    }

    @Override
    public void reached(String step) {
      steps.add(step);
      if (steps.size() == lifetime) {
        throw new Death();
      }
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void diesAtEveryStep(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildNew();
    Map<String, String> newData = mall.contents();
    mall.buildOld();
    Map<String, String> oldData = mall.contents();
    boolean died = true;
    boolean isNew = false;
    for (int n = 1; died; n++) {
      if (isNew) {
        mall.buildOld();
      }
      Mortal steps = new Mortal(n);
      SwapRequest request = mall.request();
      died = dies(mall, steps, request, mall.definitions());
      String step = n + ": " + steps.steps.get(steps.steps.size() - 1);
      List<SwapOutcome> outcomes = died ? mall.swaps().recover(mall.source.login()) : List.of();

      isNew = expectOneOf(oldData, newData, mall, outcomes, step);
      // only before the journal is there is there nothing to tell of; nor when all is over
      if (outcomes.isEmpty()) {
        assertThat(step).containsAnyOf("creating the journal", "after dropping the journal");
      }
      assertThat(mall.swaps().recover(mall.source.login())).as(step).isEmpty();
    }
    assertThat(isNew).isTrue();
    mall.raze();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void diesAtEveryStepOfTheWayBack(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.buildOld();
    Map<String, String> oldData = mall.contents();
    List<Definitions> bad =
        List.of(Mall.text(MallSql.NEW_DEFINITIONS), Mall.text("USE `shop`; CREATE NONSENSE;"));
    int first = firstStepBack(mall, bad);
    SwapTest.assertSame(mall.contents(), oldData);
    boolean died = true;
    for (int n = first; died; n++) {
      Mortal steps = new Mortal(n);
      died = dies(mall, steps, mall.request(), bad);
      String step = n + ": " + steps.steps.get(steps.steps.size() - 1);
      if (died) {
        // and the recovery dies as well, once at each of its own steps, before it comes through
        dieRecovering(mall, n - first + 1);
      }
      List<SwapOutcome> outcomes = mall.swaps().recover(mall.source.login());

      assertThat(outcomes).as(step).allMatch(o -> o.state() == State.OLD_IN_PLACE);
      SwapTest.assertSame(mall.contents(), oldData);
      assertThat(mall.leftovers()).as(step).isEmpty();
    }
    mall.raze();
  }

  private static int firstStepBack(Mall mall, List<Definitions> bad) throws Exception {
    Mortal immortal = new Mortal(Integer.MAX_VALUE);
    SwapRequest request = mall.request();
    try (Swap swap = mall.swaps(immortal).begin(mall.source.login(), request)) {
      mall.loadNewTables(swap);
      assertThatThrownBy(() -> swap.replace(bad, List.of()))
          .isInstanceOfSatisfying(
              SwapFailedException.class,
              e -> assertThat(e.outcome().state()).isEqualTo(State.OLD_IN_PLACE))
          .hasMessageContaining("the old data is in place")
          .hasMessageContaining("NONSENSE");
    }
    return immortal.steps.indexOf("before phase rolling back") + 1;
  }

  private static void dieRecovering(Mall mall, int lifetime) throws Exception {
    try {
      mall.swaps(new Mortal(lifetime)).recover(mall.source.login());
    } catch (Death e) {
      assertThat(e).isNotNull();
    }
  }

  /** Whether it died on the way. */
  private static boolean dies(
      Mall mall, Mortal steps, SwapRequest request, List<Definitions> definitions)
      throws Exception {
    try {
      // never closed where it dies, as when the process is gone
      Swap swap = mall.swaps(steps).begin(mall.source.login(), request);
      mall.loadNewTables(swap);
      try {
        swap.replace(definitions, List.of());
      } catch (SwapFailedException e) {
        assertThat(e.outcome().state()).isEqualTo(State.OLD_IN_PLACE);
      }
      swap.close();
      return false;
    } catch (Death e) {
      mall.sever(request.restoreId());
      return true;
    }
  }

  /** Whether the new data is in place. */
  private static boolean expectOneOf(
      Map<String, String> oldData,
      Map<String, String> newData,
      Mall mall,
      List<SwapOutcome> outcomes,
      String step)
      throws Exception {
    Map<String, String> contents = mall.contents();
    boolean isNew = contents.equals(newData);
    if (!isNew) {
      assertThat(contents.equals(oldData)).as("old or new whole after " + step).isTrue();
    }
    assertThat(outcomes)
        .as(step)
        .allMatch(o -> o.state() == (isNew ? State.NEW_IN_PLACE : State.OLD_IN_PLACE))
        .allMatch(o -> o.databases().equals(Mall.DATABASES));
    assertThat(mall.leftovers()).as(step).isEmpty();
    return isNew;
  }
}
