package io.dumpwarden.engines.random;

import java.util.function.Supplier;

/**
 * A column to be.
 *
 * @param type with all that belongs to it, up to where NULL or NOT NULL may stand
 * @param keyBytes that it takes in a key as a whole; 0 where it cannot be in one
 * @param prefix characters or bytes of it that may be in a key; 0 where it needs no prefix
 * @param values ever another one, as SQL; never NULL
 */
record RandomColumn(String type, int keyBytes, int prefix, Supplier<String> values) {

  /** One that a key may have as a whole. */
  static RandomColumn keyed(String type, int keyBytes, Supplier<String> values) {
    return new RandomColumn(type, keyBytes, 0, values);
  }

  /** One that no key may have. */
  static RandomColumn unkeyed(String type, Supplier<String> values) {
    return new RandomColumn(type, 0, 0, values);
  }

  boolean whole() {
    return keyBytes > 0 && prefix == 0;
  }

  boolean integer() {
    return type.contains("INT");
  }
}
