package io.dumpwarden.secret;

/**
 * A secret as a row holds it: sealed ({@code dw1:…}), a reference ({@code env:NAME}, {@code
 * file:/path}), or, until reconcile seals it, the clear text of a plain SQL edit. Because of the
 * last it never prints itself.
 */
public record StoredSecret(String text) {

  /** Encrypted under some master key. */
  public boolean isSealed() {
    return text.startsWith("dw1:");
  }

  /** Says where the secret is kept; gives nothing away by itself. */
  public boolean isReference() {
    return text.startsWith("env:") || text.startsWith("file:");
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
