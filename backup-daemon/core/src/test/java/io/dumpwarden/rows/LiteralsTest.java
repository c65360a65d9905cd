package io.dumpwarden.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {

  private static final int PLACE = 5;

  private interface Writing {
    int write(byte[] to, int next);
  }

  @Test
  void textsOfAnyLengthAreEscapedWhereverTheirOddBytesStand() {
    Random random = new Random(1);
    byte[] odd = {0, '\n', '\r', 0x1a, '\'', '\\', '"', '\t', (byte) 0x80, (byte) 0xff, 0x7f, ' '};
    for (int round = 0; round < 5000; round++) {
      byte[] text = new byte[random.nextInt(40)];
      for (int i = 0; i < text.length; i++) {
        text[i] =
            random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : (byte) random.nextInt();
      }
      byte[] from = new byte[text.length + 9];
      System.arraycopy(text, 0, from, 4, text.length);
      assertThat(written((to, next) -> QuotedText.utf8(value(from, 4, text.length), to, next)))
          .isEqualTo(expected(text));
    }
  }

  /** Servers have a character for each byte of it, and take it back. */
  @Test
  void latin1BecomesUtf8() {
    byte[] text = {
      'a', (byte) 0x80, (byte) 0x81, (byte) 0xe9, (byte) 0x9d, '\'', (byte) 0xff, 'z', 'z'
    };
    byte[] bytes =
        written((to, next) -> QuotedText.latin1(value(text, 0, text.length), to, next))
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("'a€\u0081é\u009d\\'ÿzz'");
  }

  @Test
  void bytesBecomeHexadecimalDigits() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    String digits = HexFormat.of().withUpperCase().formatHex(bytes);
    assertThat(written((to, next) -> HexDigits.number(value(bytes, 0, 256), to, next)))
        .isEqualTo("0x" + digits);
    assertThat(written((to, next) -> HexDigits.number(value(bytes, 0, 0), to, next)))
        .isEqualTo("''");
    byte[] before = "_ucs2 x'".getBytes(StandardCharsets.US_ASCII);
    assertThat(written((to, next) -> HexDigits.text(before, value(bytes, 1, 2), to, next)))
        .isEqualTo("_ucs2 x'0102'");
  }

  @Test
  void doublesComeBackToTheBit() {
    Random random = new Random(2);
    for (int i = 0; i < 50_000; i++) {
      double any =
          i % 2 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : BigDecimal.valueOf(random.nextInt(), random.nextInt(20)).doubleValue();
      if (Double.isFinite(any)) {
        assertDouble(any);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        1,
        -1,
        0.1,
        1.5,
        100,
        1e15,
        1e16,
        1e17,
        9007199254740993.0,
        1e22,
        1e23,
        2e-3,
        -1e-5,
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        123456789012345680.0,
        0.3,
        1e-15
      })
  void edgesOfDoublesComeBack(double value) {
    assertDouble(value);
  }

  private static void assertDouble(double value) {
    String text = written((to, next) -> RealDigits.ofDouble(value, to, next));
    assertThat(Double.parseDouble(text.replace("'", ""))).as(text).isEqualTo(value);
    assertThat(text).hasSizeLessThan(30);
  }

  /** As servers read them: as a double first. */
  @Test
  void floatsComeBackToTheBit() {
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      float any = i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : random.nextInt(9999) / 100f;
      if (Float.isFinite(any)) {
        String text = written((to, next) -> RealDigits.ofFloat(any, to, next));
        assertThat((float) Double.parseDouble(text.replace("'", ""))).as(text).isEqualTo(any);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.1,0.1",
    "-12.5,-12.5",
    "1000000,1000000",
    "0.125,0.125",
    "0.007,0.007",
    "3,3",
    "1234.5625,1234.5625"
  })
  void commonNumbersAreShort(double value, String text) {
    assertThat(written((to, next) -> RealDigits.ofDouble(value, to, next))).isEqualTo(text);
    float single = (float) value;
    assertThat(written((to, next) -> RealDigits.ofFloat(single, to, next))).isEqualTo(text);
  }

  @Test
  void zeroKeepsItsSign() {
    assertThat(written((to, next) -> RealDigits.ofDouble(-0.0, to, next))).isEqualTo("'-0'");
    assertThat(written((to, next) -> RealDigits.ofFloat(-0f, to, next))).isEqualTo("'-0'");
    assertThat(written((to, next) -> RealDigits.ofDouble(0, to, next))).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        9,
        10,
        -99,
        100,
        2147483647,
        2147483648L,
        -2147483648,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        999999999999999999L,
        1000000000000000000L
      })
  void wholeNumbersHaveTheirDigits(long value) {
    assertThat(written((to, next) -> Digits.signed(value, to, next))).isEqualTo("" + value);
    assertThat(written((to, next) -> Digits.unsigned(value, to, next)))
        .isEqualTo(Long.toUnsignedString(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enum('a','b')|false", "enum('')|true", "enum('a','')|true", "set('','b')|true",
        "enum('''')|false", "enum('a'',''b')|false", "enum(',')|false", "enum('''','')|true"
      })
  void emptyMembersAreFound(String type, boolean empty) {
    assertThat(EnumMembers.haveEmpty(type)).isEqualTo(empty);
  }

  private static RowCursor value(byte[] bytes, int at, int length) {
    RowCursor value = new RowCursor();
    value.bytes = bytes;
    value.at = at;
    value.length = length;
    return value;
  }

  /** What is written at a place, one character for each byte. */
  private static String written(Writing writing) {
    byte[] to = new byte[2000];
    int end = writing.write(to, PLACE);
    return new String(Arrays.copyOfRange(to, PLACE, end), StandardCharsets.ISO_8859_1);
  }

  private static String expected(byte[] text) {
    String plain = new String(text, StandardCharsets.ISO_8859_1);
    return "'"
        + plain
            .replace("\\", "\\\\")
            .replace("'", "\\'")
            .replace("\0", "\\0")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\u001a", "\\Z")
        + "'";
  }
}
