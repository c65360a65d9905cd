package io.dumpwarden.rows;

/** How a value that comes as bytes, with their number, stands in a statement. */
enum ValueForm {
  /** As the server writes it: digits, a sign, a point, an exponent. */
  NUMBER,
  /** Likewise, but a zero may have a sign, which only survives in quotes. */
  REAL,
  /** In quotes, its bytes being UTF-8. */
  TEXT,
  /** In quotes, its bytes being what servers call latin1. */
  LATIN1,
  /** Its bytes in hexadecimal digits. */
  HEX,
  /** Likewise, with the character set in front. */
  TEXT_HEX
}
