package io.dumpwarden.encryption;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.EncryptionKey;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where keys are looked up: those given in this process first, then the rows.
 *
 * @param given by id, in the order that they were given
 */
record Keys(
    Supplier<ConfigSnapshot> config,
    Function<StoredSecret, Secret> reveal,
    Map<String, Secret> given) {

  /**
   * The passphrases that a file naming this key may have been encrypted with. Where a key was given
   * under another id it counts too: people name files as they like.
   */
  List<Secret> passphrases(String id) {
    Secret exact = given.get(id);
    if (exact != null) {
      return List.of(exact);
    }
    Stream<Secret> stored =
        config
            .get()
            .encryptionKey(id)
            .filter(key -> key.type() == EncryptionChoice.Type.AES_256_GCM)
            .flatMap(this::secret)
            .stream();
    return Stream.concat(given.values().stream(), stored).distinct().toList();
  }

  /** Every passphrase, for files that do not say which key it was. */
  List<Secret> allPassphrases() {
    return given.isEmpty()
        ? stored(EncryptionChoice.Type.AES_256_GCM).toList()
        : List.copyOf(given.values());
  }

  /** What files of age may be read with. */
  List<KeyMaterial> forAge() {
    return Stream.concat(given.values().stream(), stored(EncryptionChoice.Type.AGE))
        .distinct()
        .map(KeyMaterial::new)
        .toList();
  }

  java.util.Optional<Secret> secret(EncryptionKey key) {
    @Nullable StoredSecret stored = key.secret();
    return stored == null
        ? java.util.Optional.empty()
        : java.util.Optional.of(reveal.apply(stored));
  }

  private Stream<Secret> stored(EncryptionChoice.Type type) {
    return config.get().encryptionKeys().stream()
        .filter(key -> key.type() == type)
        .flatMap(key -> secret(key).stream());
  }
}
