package io.dumpwarden.secret;

/**
 * A secret as a row holds it: sealed ({@code dw1:…}), a reference ({@code env:NAME}, {@code
 * file:/path}), or, until reconcile seals it, the clear text of a plain SQL edit. Because of the
 * last it never prints itself.
 */
public record StoredSecret(String text) {

  @Override
  public String toString() {
    return "[redacted]";
  }
}
