package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.testing.Draw;
import io.dumpwarden.testing.Property;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DumpOptionTableTest {

  private static final List<String> PIECES =
      List.of(
          "1", "22", "16M", "1G", "on", "off", "zstd", "SERVER", " ", "=", ",", "--", "-r", "$(id)",
          "`id`", ";", "'", "\"", "\n", "\u0000", "\\", "/tmp/x", "compact", "k", "٣", "1e9");

  @Test
  void readsAndWritesWhatARowHolds() {
    DumpOptionSet set =
        DumpOptionSet.parse(
            " --max_allowed_packet = 512MiB , skip-events,add-drop-trigger,replace=no");

    assertThat(set.text())
        .isEqualTo("add-drop-trigger=on,events=off,max-allowed-packet=512M,replace=off");
    assertThat(DumpOptionSet.parse(set.text())).isEqualTo(set);
    assertThat(DumpOptionSet.parse("")).isEqualTo(DumpOptionSet.NONE);
  }

  @Test
  void theNarrowerWordCounts() {
    DumpOptionSet schedule = DumpOptionSet.parse("events=off");
    DumpOptionSet server = DumpOptionSet.parse("events=on,replace");

    assertThat(schedule.over(server).text()).isEqualTo("events=off,replace=on");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "compact | 'compact' may not be set: it takes away the end marker",
        "result-file=/tmp/x | 'result-file' may not be set: it writes files",
        "ssl-mode=DISABLED | the connection is said by the server's row",
        "init-command=DROP DATABASE x | it runs SQL of its own",
        "single-transaction=off | 'single-transaction' is always on",
        "skip-comments | 'comments' is always on",
        "set-gtid-purged=ON | is always OFF",
        "trigers=off | there is no dump option 'trigers', did you mean 'triggers'",
        "zstd-compression-level=23 | cannot be '23': it takes a whole number from 1 to 22",
        "max-allowed-packet=2G | it takes a size from 1M to 1G",
        "max-allowed-packet=99999999999G | it takes a size from 1M to 1G",
        "routines=maybe | it takes on or off",
        "output-as-version=9 | it takes one of SERVER, BEFORE_8_0_23, BEFORE_8_2_0",
        "events=on,events=off | 'events' is said twice"
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> DumpOptionSet.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aSetHoldsNothingThatTheTableRefuses() {
    assertThatThrownBy(() -> new DumpOptionSet(Map.of("tab", "/tmp")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noOptionIsBothAllowedAndRefused() {
    assertThat(DumpOptionTable.refused().keySet())
        .doesNotContainAnyElementsOf(DumpOptionTable.all().stream().map(DumpOption::name).toList());
  }

  @Test
  void standardsFitTheirOptions() {
    for (DumpOption option : DumpOptionTable.all()) {
      if (!option.standard().isEmpty()) {
        assertThat(option.value().check(option.standard())).isEqualTo(option.standard());
      }
    }
  }

  @Test
  void noValueBecomesAnotherOptionOrReachesAShell() {
    Property.forAll(
        Property.TRIES,
        DumpOptionTableTest::item,
        item -> {
          try {
            DumpOptionSet.parse(item)
                .values()
                .forEach(
                    (name, value) -> {
                      assertThat(name).matches("[a-z][a-z0-9-]*");
                      assertThat(value).matches("[A-Za-z0-9_]+");
                    });
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("dump option");
          }
        });
  }

  private static String item(Draw draw) {
    DumpOption option = draw.of(DumpOptionTable.all());
    return option.name() + "=" + (draw.percent(50) ? draw.joined(4, PIECES) : draw.text(12));
  }
}
