package io.dumpwarden.config;

import io.dumpwarden.secret.StoredSecret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that backups are encrypted with.
 *
 * @param id its row's name, which files and manifests carry
 * @param secret the passphrase; null where there are recipients
 * @param recipients public keys of age, whose holders alone can decrypt; empty for a passphrase
 * @param checkValue tells whether the secret is still the one that files were encrypted with; null
 *     until it was computed
 */
public record EncryptionKey(
    String id,
    EncryptionChoice.Type type,
    @Nullable StoredSecret secret,
    List<String> recipients,
    @Nullable String checkValue) {

  public EncryptionKey {
    recipients = List.copyOf(recipients);
  }
}
