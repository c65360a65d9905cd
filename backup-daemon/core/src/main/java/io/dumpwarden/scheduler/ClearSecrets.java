package io.dumpwarden.scheduler;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals secrets that a plain SQL edit left in the clear, where they stand. */
public final class ClearSecrets {

  private static final Logger LOG = LoggerFactory.getLogger(ClearSecrets.class);

  /**
   * @param rows as they are now
   * @param found those that held a secret in the clear
   */
  record Sealed(List<ConfigRow> rows, Set<RowRef> found) {}

  private final ConfigRows rows;
  private final SecretVault vault;

  public ClearSecrets(ConfigRows rows, SecretVault vault) {
    this.rows = rows;
    this.vault = vault;
  }

  /**
   * Reads all rows and seals what is in the clear. A row that comes meanwhile is sealed too: seen
   * in the clear now and sealed at the next look, it would count as edited.
   */
  Sealed seal() {
    Set<RowRef> found = new HashSet<>();
    List<ConfigRow> all = rows.all();
    while (sealNew(all, found)) {
      all = rows.all();
    }
    return new Sealed(all, found);
  }

  /** Answers whether there were any besides those found before, of which each is tried once. */
  private boolean sealNew(List<ConfigRow> all, Set<RowRef> found) {
    int before = found.size();
    for (ConfigRow row : all) {
      Map<String, @Nullable String> sealed = sealed(row);
      if (!sealed.isEmpty() && found.add(row.ref())) {
        write(row, sealed);
      }
    }
    return found.size() > before;
  }

  private Map<String, @Nullable String> sealed(ConfigRow row) {
    Map<String, @Nullable String> sealed = new HashMap<>();
    for (String column : row.kind().secretColumns()) {
      String text = row.fields().get(column);
      if (text != null && !text.isEmpty() && vault.isClear(new StoredSecret(text))) {
        sealed.put(column, vault.seal(Secret.of(text)).text());
      }
    }
    return sealed;
  }

  private void write(ConfigRow row, Map<String, @Nullable String> sealed) {
    try {
      rows.update(row.kind(), row.key(), row.version(), sealed);
      LOG.info("sealed {} of {}, found in the clear", sealed.keySet(), row.ref());
    } catch (DumpwardenException e) {
      if (e.code() == ErrorCode.METADATA_UNAVAILABLE) {
        throw e;
      }
      LOG.info("{} is sealed at the next look: {}", row.ref(), e.getMessage());
    }
  }
}
