package io.dumpwarden.engines.nasty;

import static io.dumpwarden.engines.nasty.RoundTrip.Outcome.DIFFERS;
import static io.dumpwarden.engines.nasty.RoundTrip.Outcome.DUMP_FAILS;
import static io.dumpwarden.engines.nasty.RoundTrip.Outcome.DUMP_HANGS;
import static io.dumpwarden.engines.nasty.RoundTrip.Outcome.PASSES;
import static io.dumpwarden.engines.nasty.RoundTrip.Outcome.RESTORE_FAILS;
import static io.dumpwarden.engines.nasty.RoundTrip.Outcome.UNKNOWN_TO_THE_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.engines.nasty.RoundTrip.Outcome;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The named exceptions: a tool that learns better fails this test, and the list gets shorter. */
@Tag("long")
class StockToolLimitTest {

  private static final Map<StockToolLimit, Outcome> OF_MARIADB =
      Map.ofEntries(
          Map.entry(StockToolLimit.EVENT_WITH_DELIMITER, DUMP_HANGS),
          Map.entry(StockToolLimit.CHECK_OPTION_OVER_LATER_VIEW, RESTORE_FAILS),
          Map.entry(StockToolLimit.EVENT_IN_QUOTED_DATABASE, DUMP_FAILS),
          Map.entry(StockToolLimit.VIEW_IN_DATABASE_WITH_BACKSLASH, DUMP_FAILS),
          Map.entry(StockToolLimit.FOREIGN_KEY_WITH_BACKTICK, RESTORE_FAILS),
          Map.entry(StockToolLimit.SEQUENCE_AS_DEFAULT, RESTORE_FAILS),
          Map.entry(StockToolLimit.FOUR_BYTE_CHOICE, DIFFERS),
          Map.entry(StockToolLimit.FLOAT_DIGITS, DIFFERS),
          Map.entry(StockToolLimit.NEGATIVE_ZERO, DIFFERS),
          Map.entry(StockToolLimit.VIEW_OVER_LOST_DEFINER, RESTORE_FAILS));

  private static final Map<StockToolLimit, Outcome> OF_MYSQL =
      Map.ofEntries(
          Map.entry(StockToolLimit.EVENT_WITH_DELIMITER, DUMP_HANGS),
          Map.entry(StockToolLimit.CHECK_OPTION_OVER_LATER_VIEW, RESTORE_FAILS),
          Map.entry(StockToolLimit.EVENT_IN_QUOTED_DATABASE, PASSES),
          Map.entry(StockToolLimit.VIEW_IN_DATABASE_WITH_BACKSLASH, PASSES),
          Map.entry(StockToolLimit.FOREIGN_KEY_WITH_BACKTICK, PASSES),
          Map.entry(StockToolLimit.SEQUENCE_AS_DEFAULT, UNKNOWN_TO_THE_SERVER),
          Map.entry(StockToolLimit.FOUR_BYTE_CHOICE, DIFFERS),
          Map.entry(StockToolLimit.FLOAT_DIGITS, DIFFERS),
          Map.entry(StockToolLimit.NEGATIVE_ZERO, DIFFERS),
          Map.entry(StockToolLimit.VIEW_OVER_LOST_DEFINER, RESTORE_FAILS));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void isWhatItSays(TestEngine kind) throws Exception {
    Map<StockToolLimit, Outcome> outcomes = new EnumMap<>(StockToolLimit.class);
    try (RoundTrip trip = RoundTrip.between(kind, folder)) {
      for (StockToolLimit limit : StockToolLimit.values()) {
        outcomes.put(limit, trip.outcome(limit.add(trip.source())));
      }
    }
    assertThat(outcomes).isEqualTo(kind == TestEngine.MARIADB_11_4 ? OF_MARIADB : OF_MYSQL);
  }

  @Test
  void sequencesAsDefaultsPassWhereTheRestoreLocksNothing() throws Exception {
    try (RoundTrip trip = RoundTrip.between(TestEngine.MARIADB_11_4, folder)) {
      assertThat(
              trip.outcome(
                  StockToolLimit.SEQUENCE_AS_DEFAULT.add(trip.source()), "--skip-add-locks"))
          .isEqualTo(PASSES);
    }
  }
}
