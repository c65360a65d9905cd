package io.dumpwarden.metadata;

import io.dumpwarden.secret.KeyCheck;
import io.dumpwarden.secret.KeyCheckStore;
import java.util.Optional;

/** The key check of this store: one row or none. */
public final class JdbiKeyCheckStore implements KeyCheckStore {

  private final Database database;

  public JdbiKeyCheckStore(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public Optional<KeyCheck> find() {
    return database.read(
        h ->
            h.select("SELECT key_id, check_value FROM master_key_check")
                .map((r, c) -> new KeyCheck(r.getString("key_id"), r.getString("check_value")))
                .findOne());
  }

  @Override
  public void create(KeyCheck check) {
    database.change(
        h ->
            h.createUpdate(
                    "INSERT INTO master_key_check (key_id, check_value) VALUES (:id, :value)")
                .bind("id", check.keyId())
                .bind("value", check.value())
                .execute());
  }
}
