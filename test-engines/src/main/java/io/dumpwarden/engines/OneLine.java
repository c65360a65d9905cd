package io.dumpwarden.engines;

/** Texts of many lines, shown in one. */
final class OneLine {

  private static final int BEFORE = 60;
  private static final int SHOWN = 200;

  private OneLine() {}

  static String of(String text) {
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }

  /** Both from shortly before they part. */
  static String ofBoth(String a, String b) {
    int parting = 0;
    while (parting < Math.min(a.length(), b.length()) && a.charAt(parting) == b.charAt(parting)) {
      parting++;
    }
    int from = Math.max(0, parting - BEFORE);
    return "..." + part(a, from) + " ... against ..." + part(b, from);
  }

  private static String part(String text, int from) {
    return of(text.substring(from, Math.min(text.length(), from + SHOWN)).strip());
  }
}
