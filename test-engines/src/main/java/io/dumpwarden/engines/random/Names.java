package io.dumpwarden.engines.random;

import java.util.List;

/**
 * Names that are legal, many of them troublesome; each with its number, so that no two are alike.
 */
record Names(Dice dice) {

  private static final List<String> PATTERNS =
      List.of(
          "n%d",
          "n%d",
          "n%d",
          "N%d",
          "a b%d",
          "it's %d",
          "\"q\" %d",
          "`` %d",
          "b\\s%d",
          "%d%%",
          "select %d",
          "größe %d",
          "漢字 %d",
          "-- %d",
          "a.b %d",
          "%d",
          "$%d",
          "x;y %d",
          "/*%d*/",
          "?%d");

  /** Quoted. */
  String of(String kind, int number) {
    String pattern = dice.oneIn(3) ? dice.pick(PATTERNS) : kind + "%d";
    return "`" + pattern.formatted(number) + "`";
  }
}
