package io.dumpwarden.scheduler;

import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;

/** A vault beside which something happens whenever it seals. */
record HookedVault(SecretVault vault, Runnable whileSealing) implements SecretVault {

  @Override
  public StoredSecret seal(Secret secret) {
    whileSealing.run();
    return vault.seal(secret);
  }

  @Override
  public Secret reveal(StoredSecret stored) {
    return vault.reveal(stored);
  }

  @Override
  public boolean isClear(StoredSecret stored) {
    return vault.isClear(stored);
  }
}
