package io.dumpwarden.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as settings hold them: bytes, or a number with KiB, MiB or GiB ({@code 16MiB}). */
public final class Sizes {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*(?:([KMG])iB|B)?");

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Sizes() {}

  /** For people: {@code 1.5 MiB}. */
  public static String text(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /**
   * Reads a size in bytes.
   *
   * @throws IllegalArgumentException saying which texts are understood
   */
  public static long parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a size: write bytes, or a number and KiB, MiB or GiB, as in 16MiB"
              .formatted(text));
    }
    String unit = matcher.group(2);
    int shift = unit == null ? 0 : 10 * (1 + "KMG".indexOf(unit));
    long amount = Long.parseLong(matcher.group(1));
    if (amount > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("'%s' is larger than any file".formatted(text));
    }
    return amount << shift;
  }
}
