package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesAndSizesTest {

  @ParameterizedTest
  @CsvSource({
    "72h,2026-05-28T12:00:00Z",
    "30d,2026-05-01T12:00:00Z",
    "12w,2026-03-08T12:00:00Z",
    "3M,2026-02-28T12:00:00Z",
    "2y,2024-05-31T12:00:00Z"
  })
  void agesCountBackInTheCalendarOfUtc(String text, Instant expected) {
    KeepFor keepFor = KeepFor.parse(text);
    assertThat(keepFor.cutoff(Instant.parse("2026-05-31T12:00:00Z"))).isEqualTo(expected);
    assertThat(keepFor).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "", "d", "0d", "-1d", "30m", "30 d", "1.5d", "100000d", "1Y"})
  void anAgeWithoutItsUnitIsRefusedAndTheUnitsAreNamed(String text) {
    assertThatThrownBy(() -> KeepFor.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("h (hours), d (days), w (weeks), M (months) or y (years)");
  }

  @ParameterizedTest
  @CsvSource({
    "0s,PT0S,0s",
    "90s,PT90S,90s",
    "120s,PT2M,2m",
    "15m,PT15M,15m",
    "6h,PT6H,6h",
    "48h,PT48H,2d"
  })
  void durationsReadAndWrite(String text, Duration duration, String shortest) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
    assertThat(Durations.format(duration)).isEqualTo(shortest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"90", "", "1w", "-5m", "PT5M", "1h30m", "4000d"})
  void otherDurationsAreRefused(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is ");
  }

  @Test
  void sizesReadBytesAndBinaryUnits() {
    assertThat(Sizes.parse("16777216")).isEqualTo(16 << 20);
    assertThat(Sizes.parse("16MiB")).isEqualTo(16 << 20);
    assertThat(Sizes.parse("2 GiB")).isEqualTo(2L << 30);
    assertThatThrownBy(() -> Sizes.parse("16MB")).hasMessageContaining("16MiB");
    assertThatThrownBy(() -> Sizes.parse("999999999999GiB")).hasMessageContaining("larger");
  }
}
