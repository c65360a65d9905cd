package io.dumpwarden.rows;

/** The members of an ENUM or SET, as its type lists them. */
final class EnumMembers {

  private EnumMembers() {}

  /** Of a type such as {@code enum('it''s','')}: whether the empty text is one. */
  static boolean haveEmpty(String type) {
    int at = type.indexOf('\'');
    while (at >= 0) {
      int end = end(type, at + 1);
      if (end == at + 1) {
        return true;
      }
      at = type.indexOf('\'', end + 1);
    }
    return false;
  }

  /** The quote that ends the member. */
  private static int end(String type, int begin) {
    int at = begin;
    while (at < type.length()) {
      boolean quote = type.charAt(at) == '\'';
      if (quote && !type.startsWith("''", at)) {
        return at;
      }
      at += quote ? 2 : 1;
    }
    return at;
  }
}
