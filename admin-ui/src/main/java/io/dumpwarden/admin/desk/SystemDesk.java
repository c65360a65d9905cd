package io.dumpwarden.admin.desk;

import io.dumpwarden.node.Node;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The installation itself. */
public interface SystemDesk {

  /**
   * What is known of it.
   *
   * @param version Dumpwarden's
   * @param store address and version of the metadata store
   * @param embedded whether the store is our own
   * @param keyId the master key's
   * @param tools the dump tools found, in words
   */
  record Facts(
      String version,
      String java,
      String store,
      boolean embedded,
      @Nullable String schemaVersion,
      String keyId,
      List<String> tools) {}

  /**
   * A process with a lease.
   *
   * @param alive whether the lease holds
   */
  record AtWork(Node node, Instant leaseUntil, boolean alive) {}

  Facts facts();

  List<AtWork> nodes();
}
