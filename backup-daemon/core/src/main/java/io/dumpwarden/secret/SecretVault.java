package io.dumpwarden.secret;

import io.dumpwarden.storage.Secret;

/** Turns secrets into what may rest in a row, and back. Safe for use by many threads. */
public interface SecretVault {

  /** Encrypts with the current master key; the result carries version and key id. */
  StoredSecret seal(Secret secret);

  /**
   * The secret itself: decrypted, or read from where the reference points at, anew at each call.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code SECRET_UNREADABLE}: another key, a
   *     reference outside the allowed names and folders, an unreadable file
   */
  Secret reveal(StoredSecret stored);

  /** Whether the row holds the secret in the clear. */
  boolean isClear(StoredSecret stored);
}
