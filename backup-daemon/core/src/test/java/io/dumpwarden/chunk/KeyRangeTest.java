package io.dumpwarden.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRangeTest {

  private static final List<KeyColumn> COLUMNS = List.of(column("a"), column("b`"), column("c"));

  @Test
  void oneColumnIsComparedOnce() {
    assertThat(sql(List.of(), List.of("5"))).isEqualTo("`a` < 5");
    assertThat(sql(List.of("5"), List.of())).isEqualTo("`a` >= 5");
    assertThat(sql(List.of("-5"), List.of("7"))).isEqualTo("`a` >= -5 AND `a` < 7");
    assertThat(KeyRange.ALL.conditions(COLUMNS)).isEmpty();
  }

  @Test
  void rowComparisonsAreWrittenOut() {
    assertThat(sql(List.of("1", "2", "3"), List.of()))
        .isEqualTo(
            "`a` >= 1 AND ((`a` > 1) OR (`a` = 1 AND `b``` > 2)"
                + " OR (`a` = 1 AND `b``` = 2 AND `c` >= 3))");
    assertThat(sql(List.of(), List.of("1", "2")))
        .isEqualTo("`a` <= 1 AND ((`a` < 1) OR (`a` = 1 AND `b``` < 2))");
  }

  @Test
  void whatBothBoundsShareIsSaidOnce() {
    assertThat(sql(List.of("1", "2"), List.of("1", "9")))
        .isEqualTo("`a` = 1 AND `b``` >= 2 AND `b``` < 9");
    assertThat(sql(List.of("1"), List.of("1", "9"))).isEqualTo("`a` = 1 AND `b``` < 9");
    assertThat(sql(List.of("1", "9"), List.of("2")))
        .isEqualTo("`a` >= 1 AND ((`a` > 1) OR (`a` = 1 AND `b``` >= 9)) AND `a` < 2");
  }

  @Test
  void aBoundIsShownUnlessItMayBeSomebodysName() {
    KeyRange range = new KeyRange(List.of("1", "2"), List.of("3"));
    assertThat(range.shown(COLUMNS, 7)).isEqualTo("a, b` from 1, 2 to before 3");
    assertThat(range.since(List.of()).shown(COLUMNS, 7)).isEqualTo("a to before 3");
    List<KeyColumn> names = List.of(new KeyColumn("name", new BinaryValues()), COLUMNS.get(0));
    assertThat(new KeyRange(List.of("AA"), List.of("AB", "4")).shown(names, 7))
        .isEqualTo("name, a, part 7");
  }

  private static String sql(List<String> from, List<String> to) {
    return String.join(" AND ", new KeyRange(from, to).conditions(COLUMNS));
  }

  private static KeyColumn column(String name) {
    return new KeyColumn(name, new IntegerValues());
  }
}
