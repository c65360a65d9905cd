package io.dumpwarden.chunk;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Text of a character set, read as the hex digits of its bytes. A literal with the character set's
 * introducer leaves the order to the column's collation; what lies between two values by that order
 * is only guessed here.
 *
 * @param characterSet as the server calls it
 * @param charset the same in Java
 */
record TextValues(String characterSet, Charset charset) implements KeyValues {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  @Override
  public String reading(String quotedColumn) {
    return "HEX(" + quotedColumn + ")";
  }

  @Override
  public String literal(String value) {
    return "_" + characterSet + " x'" + value + "'";
  }

  @Override
  public List<String> between(String min, String max, double fraction) {
    int[] low = text(min).codePoints().toArray();
    int[] high = text(max).codePoints().toArray();
    Set<String> guesses = new LinkedHashSet<>();
    guesses.add(TextGuess.byAlphabet(low, high, fraction));
    guesses.add(TextGuess.byCodePoint(low, high, fraction));
    guesses.add(TextGuess.firstDifference(low, high));
    List<String> values = new ArrayList<>();
    for (String guess : guesses) {
      if (!guess.isEmpty()
          && guess.indexOf('\uFFFD') < 0
          && charset.newEncoder().canEncode(guess)) {
        values.add(encoded(guess));
      }
    }
    return values;
  }

  private String text(String value) {
    return new String(HEX.parseHex(value), charset);
  }

  private String encoded(String guess) {
    return HEX.formatHex(guess.getBytes(charset));
  }

  @Override
  public boolean exact() {
    return false;
  }

  @Override
  public boolean showable() {
    return false;
  }
}
