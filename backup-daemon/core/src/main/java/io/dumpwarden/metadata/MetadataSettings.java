package io.dumpwarden.metadata;

import io.dumpwarden.storage.Secret;

/**
 * How to reach the metadata store.
 *
 * @param jdbcUrl {@code jdbc:mariadb://host:3306/database}, with the driver's options behind a
 *     question mark; works for MySQL servers too
 * @param poolSize connections at most; 10 is plenty
 */
public record MetadataSettings(String jdbcUrl, String user, Secret password, int poolSize) {

  public static final int DEFAULT_POOL_SIZE = 10;

  /**
   * Refuses a URL that cannot work or would open a hole.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code CONFIG_INVALID}
   */
  public MetadataSettings {
    MetadataUrl.parse(jdbcUrl);
  }
}
