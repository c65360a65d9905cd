package io.dumpwarden.encryption;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a passphrase is still the one that it was, without saying anything about it. Its
 * salt is the one that files of this key carry, so that a key is derived once for all of them.
 */
record CheckValue(Derivation derivation, String check) {

  private static final Pattern TEXT =
      Pattern.compile("pbkdf2-hmac-sha256:([1-9]\\d{0,7}):([0-9a-f]{32}):([0-9a-f]{32})");

  static CheckValue of(DerivedKey key, Derivation derivation) {
    return new CheckValue(derivation, HexFormat.of().formatHex(key.check()));
  }

  /** Empty where it is none. */
  static Optional<CheckValue> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new CheckValue(
                new Derivation(Integer.parseInt(matcher.group(1)), matcher.group(2)),
                matcher.group(3)))
        : Optional.empty();
  }

  boolean matches(DerivedKey key) {
    return key.matches(HexFormat.of().parseHex(check));
  }

  @Override
  public String toString() {
    return "pbkdf2-hmac-sha256:%d:%s:%s"
        .formatted(derivation.iterations(), derivation.salt(), check);
  }
}
