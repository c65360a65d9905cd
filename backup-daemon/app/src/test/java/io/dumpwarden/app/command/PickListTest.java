package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.command.PickList.Answer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PickListTest {

  private static final List<SizedDatabase> OFFERED =
      List.of(
          new SizedDatabase("shop", 3 * 1024 * 1024),
          new SizedDatabase("shop_eu", 0),
          new SizedDatabase("crm", 10),
          new SizedDatabase("a, b", 10),
          new SizedDatabase("1", 10));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|shop_eu",
        "2,3|shop_eu crm",
        "2-4|shop_eu crm a, b",
        "2 - 3|shop_eu crm",
        "3 2 3|crm shop_eu",
        "crm, 2|crm shop_eu",
        "shop|shop",
        "a, b|a, b",
        "1|1"
      })
  void numbersRangesAndNamesArePicked(String answer, String expected) {
    Answer read = new PickList(OFFERED, false).read(answer);

    assertThat(read).isInstanceOf(Answer.Picked.class);
    assertThat(String.join(" ", ((Answer.Picked) read).names())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"9", "0", "3-2", "2-9", "zzz", "2,zzz"})
  void whatMeansNothingIsSaid(String answer) {
    assertThat(new PickList(OFFERED, false).read(answer)).isInstanceOf(Answer.Unclear.class);
  }

  @Test
  void partOfANameNarrows() {
    assertThat(new PickList(OFFERED, false).read("HOP_"))
        .isEqualTo(new Answer.Narrowed(new PickList(List.of(OFFERED.get(1)), false)));
  }

  @Test
  void oneMeansOne() {
    assertThat(new PickList(OFFERED, true).read("2,3")).isInstanceOf(Answer.Unclear.class);
    assertThat(new PickList(OFFERED, true).read("3")).isEqualTo(new Answer.Picked(List.of("crm")));
  }

  @Test
  void aPersonNarrowsErrsAndPicks() {
    StringWriter shown = new StringWriter();

    Optional<List<String>> picked = picking(shown, "zzz", "shop", "hop", "2").from(list());

    assertThat(picked).contains(List.of("shop"));
    assertThat(shown.toString()).contains("shop      3.0 MiB");
    shown.getBuffer().setLength(0);
    assertThat(picking(shown, "zzz", "hop", "2").from(list())).contains(List.of("shop_eu"));
    assertThat(shown.toString()).contains("'zzz' is no number or name of the list");
  }

  @Test
  void allThatIsShownOrNothing() {
    StringWriter shown = new StringWriter();
    assertThat(picking(shown, "hop", "*").from(list())).contains(List.of("shop", "shop_eu"));
    assertThat(picking(shown, "").from(list())).isEmpty();
    assertThat(picking(shown).from(list())).isEmpty();
  }

  private static PickList list() {
    return new PickList(OFFERED, false);
  }

  private static Picking picking(StringWriter shown, String... answers) {
    Queue<String> typed = new ArrayDeque<>(List.of(answers));
    return new Picking(new PrintWriter(shown), prompt -> Optional.ofNullable(typed.poll()));
  }
}
