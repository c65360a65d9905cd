package io.dumpwarden.engines.random;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Chance that comes out the same for the same seed. For one thread. */
final class Dice {

  /** Ranges of characters of many scripts, what SQL gives a meaning to first. */
  private static final List<int[]> ALPHABETS =
      List.of(
          new int[] {0x20, 0x7e},
          new int[] {'a', 'z'},
          new int[] {0xa0, 0xff},
          new int[] {0x391, 0x3a1},
          new int[] {0x410, 0x44f},
          new int[] {0x5d0, 0x5ea},
          new int[] {0x627, 0x63a},
          new int[] {0xe01, 0xe2e},
          new int[] {0x3041, 0x3093},
          new int[] {0x4e00, 0x4fff},
          new int[] {0xac00, 0xacff},
          new int[] {0x1f400, 0x1f43f});

  private static final List<String> TRAPS =
      List.of(
          "'",
          "\"",
          "\\",
          "`",
          "\0",
          "\n",
          "\r",
          "\u001a",
          "\t",
          "%",
          "_",
          "--",
          "/*",
          "*/",
          ";",
          "');",
          "\\'",
          "NULL",
          "\\N",
          "?",
          "{fn now()}",
          ":a",
          "\b");

  private static final int LAST_ALPHABET_OF_THREE_BYTES = 11;

  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed);
  }

  /** From 0 to one less than that. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both may come out. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  long bits() {
    return random.nextLong();
  }

  double gaussian() {
    return random.nextGaussian();
  }

  <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** So many bytes, of all values, as hexadecimal digits. */
  String hex(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  String digits(int length) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < length; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  /** At most so many characters, of one script or of many, with traps among them. */
  String text(int most) {
    return text(most, ALPHABETS.size());
  }

  /** The same of characters that take three bytes at most, which is all that choices may have. */
  String plainText(int most) {
    return text(most, LAST_ALPHABET_OF_THREE_BYTES);
  }

  private String text(int most, int alphabets) {
    int length = random.nextInt(most + 1);
    int[] script = ALPHABETS.get(random.nextInt(alphabets));
    boolean mixed = oneIn(3);
    StringBuilder text = new StringBuilder();
    int count = 0;
    while (count < length) {
      String next;
      if (oneIn(12)) {
        next = pick(TRAPS);
      } else {
        int[] from = mixed ? ALPHABETS.get(random.nextInt(alphabets)) : script;
        next = Character.toString(between(from[0], from[1]));
      }
      count += next.codePointCount(0, next.length());
      if (count <= length) {
        text.append(next);
      }
    }
    return text.toString();
  }

  /** As SQL that says the same under every character set and mode. */
  static String literal(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length == 0 ? "''" : "_utf8mb4 x'" + HexFormat.of().formatHex(bytes) + "'";
  }

  /** As SQL where a literal must be plain: choices and comments. */
  static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''").replace("\0", "0") + "'";
  }
}
