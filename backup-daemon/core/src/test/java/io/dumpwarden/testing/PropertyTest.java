package io.dumpwarden.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PropertyTest {

  @Test
  void everyTryHasItsOwnInputAndEveryRunTheSameOnes() {
    List<Long> inputs = drawn(null);
    assertThat(inputs).hasSize(500).doesNotHaveDuplicates();
    assertThat(drawn(null)).isEqualTo(inputs);
  }

  @Test
  void aFailureSaysItsInputAndTheSeedThatRepeatsItAlone() {
    List<Long> inputs = drawn(null);
    Long bad = inputs.get(321);
    Throwable failure =
        catchThrowable(
            () ->
                Property.forAll(
                    500, null, Draw::anyLong, input -> assertThat(input).isNotEqualTo(bad)));
    assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("for " + bad);
    Matcher seed = Pattern.compile("-Dproperty\\.seed=(\\d+)").matcher(failure.getMessage());
    assertThat(seed.find()).isTrue();
    assertThat(drawn(Long.valueOf(seed.group(1)))).containsExactly(bad);
  }

  @Test
  void anExceptionOfTheCodeUnderTestIsAFailureToo() {
    assertThatThrownBy(
            () ->
                Property.forAll(
                    1,
                    draw -> "left",
                    draw -> "right",
                    (first, second) -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("left", "right", "broken")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void drawsReachBothEnds() {
    HashSet<Integer> sizes = new HashSet<>();
    HashSet<Integer> numbers = new HashSet<>();
    Property.forAll(
        500,
        null,
        draw -> draw.list(0, 3, d -> d.between(-1, 1)),
        list -> {
          sizes.add(list.size());
          numbers.addAll(list);
        });
    assertThat(sizes).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(numbers).containsExactlyInAnyOrder(-1, 0, 1);
  }

  private static List<Long> drawn(Long onlySeed) {
    List<Long> inputs = new ArrayList<>();
    Property.forAll(500, onlySeed, Draw::anyLong, inputs::add);
    return inputs;
  }
}
