package io.dumpwarden.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewOrderTest {

  private final ViewOrder order = new ViewOrder();

  @Test
  void putsViewsBehindThoseTheyRead() {
    add("a", "select `c`.`x` AS `x` from (`c` join `b` on(`c`.`x` = `b`.`x`))");
    add("b", "select 1 AS `d` from `t` straight_join `other`.`e`");
    add("c", "select (select max(`q`.`x`) from `d` `q`) AS `x`");
    add("d", "select 1 AS `1`");
    order.add(new Defined(DefinedKind.VIEW, "other", "e"), "select 1 AS `1` from `shop`.`d`");

    assertThat(order.sorted().stream().map(Defined::name)).containsExactly("d", "c", "e", "b", "a");
    assertThat(order.read().stream().map(Defined::name))
        .containsExactlyInAnyOrder("b", "c", "d", "e");
  }

  @Test
  void takesTextsAndOtherNamesForWhatTheyAre() {
    add("a", "select ' from `b`' AS `it's from ``b``` from `t`");
    add("b", "select 'it''s \\' from `a`' AS `join ``a```");
    add("back`tick", "select 1 from `b`");

    assertThat(order.sorted().stream().map(Defined::name)).containsExactly("a", "b", "back`tick");
    assertThat(order.read()).extracting(Defined::name).containsExactly("b");
  }

  @Test
  void seesLongTexts() {
    add("a", "select '" + "it''s \\\\ ".repeat(20_000) + "' AS `x` from `back``tick`");
    add("back`tick", "select 1");

    assertThat(order.sorted()).extracting(Defined::name).isEqualTo(List.of("back`tick", "a"));
  }

  private void add(String name, String text) {
    order.add(new Defined(DefinedKind.VIEW, "shop", name), text);
  }
}
