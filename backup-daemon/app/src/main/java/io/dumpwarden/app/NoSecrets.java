package io.dumpwarden.app;

import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;

/** The vault of a process without a metadata store: there are no rows, and nothing asks it. */
final class NoSecrets implements SecretVault {

  @Override
  public StoredSecret seal(Secret secret) {
    throw none();
  }

  @Override
  public Secret reveal(StoredSecret stored) {
    throw none();
  }

  @Override
  public boolean isClear(StoredSecret stored) {
    throw none();
  }

  private static IllegalStateException none() {
    return new IllegalStateException("there are no rows here");
  }
}
