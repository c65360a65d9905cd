package io.dumpwarden.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What values a dump option takes. None of them holds anything but letters, digits and _. */
public sealed interface DumpOptionValue {

  /**
   * The value as the tools are told it; {@code on} and {@code off} for a switch.
   *
   * @throws IllegalArgumentException where it does not fit
   */
  String check(String text);

  /** What fits, for people: {@code a whole number from 1 to 22}. */
  String expected();

  /** On or off. */
  record Switch() implements DumpOptionValue {
    @Override
    public String check(String text) {
      return Fields.truth(text) ? "on" : "off";
    }

    @Override
    public String expected() {
      return "on or off";
    }
  }

  /** One of some words. */
  record Choice(List<String> words) implements DumpOptionValue {
    public Choice {
      words = List.copyOf(words);
    }

    @Override
    public String check(String text) {
      return words.stream()
          .filter(word -> word.equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("'%s' is not one".formatted(text)));
    }

    @Override
    public String expected() {
      return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
    }
  }

  /** A whole number. */
  record Number(int min, int max) implements DumpOptionValue {
    @Override
    public String check(String text) {
      return String.valueOf(Fields.number(text, min, max));
    }

    @Override
    public String expected() {
      return "a whole number from %d to %d".formatted(min, max);
    }
  }

  /** Bytes, with K, M or G where wanted. */
  record Size(long min, long max) implements DumpOptionValue {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})(?:([KMG])(?:iB|B)?)?");

    @Override
    public String check(String text) {
      Matcher matcher = TEXT.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("'%s' is not a size".formatted(text));
      }
      String unit = matcher.group(2) == null ? "" : matcher.group(2);
      long amount = Long.parseLong(matcher.group(1));
      long bytes = amount * (unit.isEmpty() ? 1 : 1L << 10 * (1 + "KMG".indexOf(unit)));
      if (bytes < min || bytes > max || amount > max) {
        throw new IllegalArgumentException("'%s' is out of range".formatted(text));
      }
      return amount + unit;
    }

    @Override
    public String expected() {
      return "a size from %s to %s, such as 16M".formatted(text(min), text(max));
    }

    private static String text(long bytes) {
      for (int power = 3; power > 0; power--) {
        if (bytes % (1L << 10 * power) == 0) {
          return String.format(Locale.ROOT, "%d%c", bytes >> 10 * power, " KMG".charAt(power));
        }
      }
      return String.valueOf(bytes);
    }
  }
}
