package io.dumpwarden.access;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sees to it that secrets go into rows sealed, and nowhere else at all. */
final class SecretColumns {

  private final SecretVault vault;

  SecretColumns(SecretVault vault) {
    this.vault = vault;
  }

  /** All changes as texts for the row, secrets sealed; an echoed mask changes nothing. */
  Map<String, @Nullable String> seal(ConfigKind kind, RowChanges changes) {
    Map<String, @Nullable String> texts = new LinkedHashMap<>(changes.fields());
    changes.secrets().forEach((column, secret) -> texts.put(column, secret.reveal()));
    for (String column : kind.secretColumns()) {
      String text = texts.get(column);
      if (text != null && text.equals(ConfigEditor.MASK)) {
        texts.remove(column);
      } else if (texts.containsKey(column)) {
        texts.put(column, text == null || text.isEmpty() ? null : sealed(text));
      }
    }
    return texts;
  }

  /** The fields with secrets masked; references stay, as they give nothing away. */
  Map<String, @Nullable String> mask(ConfigKind kind, Map<String, @Nullable String> fields) {
    Map<String, @Nullable String> masked = new LinkedHashMap<>(fields);
    for (String column : kind.secretColumns()) {
      masked.computeIfPresent(
          column, (name, text) -> new StoredSecret(text).isReference() ? text : ConfigEditor.MASK);
    }
    return masked;
  }

  /** As {@link #mask}, telling a changed secret from one that stayed. */
  Map<String, @Nullable String> mask(
      ConfigKind kind, Map<String, @Nullable String> fields, Map<String, @Nullable String> before) {
    Map<String, @Nullable String> masked = mask(kind, fields);
    for (String column : kind.secretColumns()) {
      if (ConfigEditor.MASK.equals(masked.get(column))
          && !Objects.equals(fields.get(column), before.get(column))) {
        masked.put(column, ConfigEditor.MASK + " (new)");
      }
    }
    return masked;
  }

  private String sealed(String text) {
    return vault.isClear(new StoredSecret(text)) ? vault.seal(Secret.of(text)).text() : text;
  }
}
