package io.dumpwarden.app;

import java.util.regex.Pattern;

/** The tickets of the work that runs and restores belong to. */
public final class Tickets {

  /** Their form in words. */
  public static final String FORM =
      "letters, digits, '_' and '-', at most 40, a letter or digit first";

  /** They stand in file names. */
  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

  private Tickets() {}

  public static boolean isOne(String text) {
    return PATTERN.matcher(text).matches();
  }
}
