package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrillAssertionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT COUNT(*) FROM orders > 0 | (SELECT COUNT(*) FROM orders) > 0",
        "select max(id) from t; | (select max(id) from t) <> 0",
        "shop: SELECT COUNT(*) FROM orders >= 10 | `shop`: (SELECT COUNT(*) FROM orders) >= 10",
        "`a``b: c`: SELECT 1 = -1.5 | `a``b: c`: (SELECT 1) = -1.5",
        "(SELECT COUNT(*) FROM t WHERE x = 'y') > 5 | (SELECT COUNT(*) FROM t WHERE x = 'y') > 5",
        "(SELECT COUNT(*) FROM t WHERE x > 5) | (SELECT COUNT(*) FROM t WHERE x > 5) <> 0",
        "SELECT word FROM t != 'it''s' | (SELECT word FROM t) <> 'it''s'",
        "SELECT COUNT(*) FROM t WHERE x IN (1, 2) | (SELECT COUNT(*) FROM t WHERE x IN (1, 2)) <> 0",
        "SELECT (SELECT 1 WHERE 2 = 2) < 3 | (SELECT (SELECT 1 WHERE 2 = 2)) < 3",
        "SELECT ':' = ':' | (SELECT ':') = ':'"
      })
  void readsWhatOperatorsWrite(String text, String understood) {
    assertThat(DrillAssertion.parse(text)).hasToString(understood);
    assertThat(DrillAssertion.parse(understood)).isEqualTo(DrillAssertion.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM t",
        "SELECT 1; DROP TABLE t",
        "SELECT 1 -- comment",
        "SELECT 1 /*! INTO OUTFILE 'x' */",
        "SELECT 1 # > 0",
        "SELECT * FROM t INTO OUTFILE '/tmp/x'",
        "SELECT 'open FROM t",
        "SELECT (1 FROM t",
        "SELECT 1) FROM t",
        "shop:",
        "> 0",
        "WITH x AS (SELECT 1) SELECT * FROM x"
      })
  void refusesWhatIsNoQuestion(String text) {
    assertThatThrownBy(() -> DrillAssertion.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM t WHERE paid > 0",
        "SELECT COUNT(*) FROM t WHERE state = 'paid' > 100",
        "SELECT COUNT(*) FROM a JOIN b ON a.x = b.y > 5"
      })
  void asksForParenthesesWhereAComparisonMayBelongToTheSelect(String text) {
    assertThatThrownBy(() -> DrillAssertion.parse(text)).hasMessageContaining("in parentheses");
  }

  @Test
  void aSchedulesRuleIsReadWhole() {
    Schedule schedule =
        ScheduleParser.parse(
            SampleRows.schedule(
                "nightly",
                "drill",
                "Weekly",
                "drill_assertions",
                "SELECT 1\r\n\n shop: SELECT 2 < 3"));

    assertThat(schedule.drill().interval()).contains(Duration.ofDays(7));
    assertThat(schedule.drill().assertions())
        .extracting(DrillAssertion::toString)
        .containsExactly("(SELECT 1) <> 0", "`shop`: (SELECT 2) < 3");
    assertThat(ScheduleParser.parse(SampleRows.schedule("nightly")).drill())
        .isEqualTo(DrillRule.NONE);
    assertThat(ScheduleParser.parse(SampleRows.schedule("nightly", "drill", "14d")).drill().every())
        .isEqualTo(Duration.ofDays(14));
  }

  @Test
  void whatIsWrongIsToldByColumnAndLine() {
    Map<String, @Nullable String> wrong = new HashMap<>();
    wrong.put("drill", "sometimes");
    wrong.put("drill_assertions", "SELECT 1\nDROP TABLE t");

    assertThatThrownBy(
            () ->
                ScheduleParser.parse(
                    SampleRows.schedule(
                        "nightly",
                        "drill",
                        wrong.get("drill"),
                        "drill_assertions",
                        wrong.get("drill_assertions"))))
        .hasMessageContaining("drill: 'sometimes' is none of daily, weekly, monthly")
        .hasMessageContaining("drill_assertions: line 2: 'DROP TABLE t' is no SELECT");
  }
}
