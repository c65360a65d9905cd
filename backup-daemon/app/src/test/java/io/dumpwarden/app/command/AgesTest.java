package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.view.Ages;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, now",
    "59, 59 s ago",
    "119, 119 s ago",
    "120, 2 min ago",
    "7200, 2 h ago",
    "172799, 47 h ago",
    "172800, 2 d ago",
    "-300, in 5 min"
  })
  void tellsHowFarAwayItIs(long seconds, String expected) {
    assertThat(Ages.age(NOW.minusSeconds(seconds), NOW)).isEqualTo(expected);
  }

  @Test
  void givesTheDateInUtcWithoutParts() {
    assertThat(Ages.withAge(NOW.plus(Duration.ofMillis(3_600_500)), NOW))
        .isEqualTo("2026-05-01T13:00:00Z (in 60 min)");
  }
}
