package io.dumpwarden.chunk;

import static io.dumpwarden.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.testing.Draw;
import io.dumpwarden.testing.Property;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class KeyValuesTest {

  @Test
  void integersLieBetween() {
    lieBetween(
        new IntegerValues(),
        draw -> new BigInteger("" + draw.anyLong()).shiftRight(draw.between(0, 60)).toString(),
        Comparator.comparing(BigInteger::new));
    assertThat(new IntegerValues().literal("00017")).isEqualTo("17");
    assertThat(new IntegerValues().between("0", "18446744073709551615", 0.5))
        .containsExactly("9223372036854775807");
  }

  @Test
  void decimalsLieBetween() {
    lieBetween(
        new DecimalValues(),
        draw -> BigDecimal.valueOf(draw.anyLong() >> draw.between(0, 60), 3).toPlainString(),
        Comparator.comparing(BigDecimal::new));
  }

  @Test
  void bytesLieBetween() {
    lieBetween(
        new BinaryValues(),
        draw -> {
          byte[] bytes = new byte[draw.between(0, 12)];
          for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) draw.between(0, draw.percent(50) ? 1 : 255);
          }
          return HexFormat.of().withUpperCase().formatHex(bytes);
        },
        Comparator.comparing(HexFormat.of()::parseHex, Arrays::compareUnsigned));
  }

  @Test
  void timesLieBetween() {
    lieBetween(
        new TimeValues(),
        draw ->
            "%s%02d:%02d:%02d.%02d"
                .formatted(
                    draw.percent(50) ? "-" : "",
                    draw.between(0, draw.percent(50) ? 0 : 838),
                    draw.between(0, 59),
                    draw.between(0, 59),
                    draw.between(0, 99)),
        Comparator.comparing(TimeValues::micros));
    assertThat(new TimeValues().between("-00:00:01", "00:00:03", 0.5)).containsExactly("00:00:01");
    assertThat(new TimeValues().between("-03:00:00", "-01:00:00", 0.5))
        .containsExactly("-02:00:00");
  }

  @Test
  void datesLieBetween() {
    lieBetween(
        DateValues.of("date"),
        draw ->
            "%04d-%02d-%02d"
                .formatted(draw.between(1000, 9999), draw.between(1, 12), draw.between(1, 28)),
        Comparator.naturalOrder());
    lieBetween(
        DateValues.of("timestamp"),
        draw ->
            "2020-02-%02d %02d:00:00.%03d"
                .formatted(draw.between(28, 29), draw.between(0, 23), draw.between(0, 999)),
        Comparator.naturalOrder());
  }

  @Test
  void aDateThatIsNoneBoundsNothing() {
    DateValues dates = DateValues.of("date");
    assertThat(dates.between("0000-00-00", "2000-01-01", 0.5)).containsExactly("1500-01-01");
    assertThat(dates.between("0000-00-00", "2000-00-00", 0.5)).isEmpty();
    assertThat(dates.isComparable("2023-02-29")).isFalse();
    assertThat(dates.isComparable("2024-02-29")).isTrue();
    assertThat(DateValues.of("timestamp").isComparable("1970-01-01 00:00:00")).isFalse();
  }

  @Test
  void textIsWrittenAsItsBytes() {
    TextValues text = new TextValues("utf8mb4", StandardCharsets.UTF_8);
    assertThat(text.literal("27C3A4")).isEqualTo("_utf8mb4 x'27C3A4'");
    assertThat(
            new TextValues("ucs2", StandardCharsets.UTF_16BE).between("00610062", "00610064", 0.5))
        .contains("00610063");
  }

  @Test
  void textsThatDifferHaveAGuess() {
    TextValues text = new TextValues("utf8mb4", StandardCharsets.UTF_8);
    forAll(
        Property.TRIES,
        draw -> draw.list(2, 2, KeyValuesTest::valid),
        draw -> draw.between(1, 99) / 100.0,
        (pair, fraction) -> {
          // A collation may have another order than this one.
          if (!pair.get(0).equals(pair.get(1))) {
            assertThat(text.between(hex(pair.get(0)), hex(pair.get(1)), fraction))
                .allSatisfy(guess -> assertThat(text(guess)).isNotEmpty().doesNotContain("\uFFFD"));
          }
        });
    assertThat(text.between("", "61", 0.4)).isNotEmpty();
  }

  @Test
  void uuidsAreGuessedInBothOrders() {
    assertThat(
            new UuidValues()
                .between(
                    "00000000-0000-4000-8000-000000000000",
                    "00000000-0000-4000-8000-800000000000",
                    0.5))
        .containsExactly(
            "00000000-0000-4000-8000-400000000000", "00000000-0000-4000-8000-400000000000");
  }

  private static void lieBetween(
      KeyValues values, Function<Draw, String> value, Comparator<String> order) {
    forAll(
        Property.TRIES,
        draw -> draw.list(2, 2, value),
        draw -> draw.between(1, 99) / 100.0,
        (pair, fraction) -> {
          String low = pair.stream().min(order).orElseThrow();
          String high = pair.stream().max(order).orElseThrow();
          if (order.compare(low, high) < 0) {
            List<String> guesses = values.between(low, high, fraction);
            assertThat(guesses).hasSize(1);
            assertThat(guesses.get(0)).usingComparator(order).isGreaterThan(low);
            assertThat(guesses.get(0)).usingComparator(order).isLessThanOrEqualTo(high);
          }
        });
  }

  private static String valid(Draw draw) {
    return (draw.percent(30)
            ? draw.joined(3, List.of("a", "Z", " ", "7", "\u0001", "é"))
            : draw.text(4))
        .replaceAll("[\ud800-\udfff\ufffd]", "x");
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
