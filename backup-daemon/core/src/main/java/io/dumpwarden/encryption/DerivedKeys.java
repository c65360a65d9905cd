package io.dumpwarden.encryption;

import io.dumpwarden.storage.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Derives each key once: a derivation takes half a second by intention, and a fleet has thousands
 * of databases. Safe for use by many threads; the last few are kept.
 */
final class DerivedKeys {

  private static final int KEPT = 64;

  private record Wanted(Secret passphrase, Derivation derivation) {}

  private final Map<Wanted, DerivedKey> keys = new LinkedHashMap<>(16, 0.75f, true);

  synchronized DerivedKey get(Secret passphrase, Derivation derivation) {
    DerivedKey key =
        keys.computeIfAbsent(
            new Wanted(passphrase, derivation), w -> w.derivation().derive(w.passphrase()));
    if (keys.size() > KEPT) {
      keys.remove(keys.keySet().iterator().next());
    }
    return key;
  }
}
