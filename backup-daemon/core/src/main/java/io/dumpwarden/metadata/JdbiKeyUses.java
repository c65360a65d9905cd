package io.dumpwarden.metadata;

/** Which stored backups need an encryption key, by what their manifests say. */
public final class JdbiKeyUses {

  private final Database database;

  public JdbiKeyUses(MetadataStore store) {
    this.database = store.database();
  }

  /** How many backups of this key still have a copy. Reads every manifest: not for often. */
  public long storedBackups(String keyId) {
    String sql =
        """
        SELECT COUNT(*) FROM backup b
        WHERE (INSTR(b.manifest, :spaced) > 0 OR INSTR(b.manifest, :compact) > 0)
          AND EXISTS (SELECT 1 FROM copy c WHERE c.backup_id = b.id
            AND c.status IN ('pending', 'stored', 'expired', 'missing', 'corrupt'))
        """;
    return database.read(
        h ->
            h.createQuery(sql)
                // as ManifestFormat writes it, and as one stands that was recorded in short; a
                // key's name has nothing that JSON would escape
                .bind("spaced", "\"keyId\" : \"" + keyId + "\"")
                .bind("compact", "\"keyId\":\"" + keyId + "\"")
                .mapTo(Long.class)
                .one());
  }
}
