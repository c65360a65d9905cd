package io.dumpwarden.admin.desk;

import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.node.Node;
import io.dumpwarden.recovery.Finding;
import io.dumpwarden.recovery.RebuildReport;
import io.dumpwarden.recovery.SelfBackup;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The installation itself. */
public interface SystemDesk {

  /**
   * What is known of it.
   *
   * @param version Dumpwarden's
   * @param node what the process that answers is called
   * @param store product, version and address of the metadata store
   * @param embedded whether the store is our own
   * @param keyId the master key's
   * @param tools the programs found that dump and restore, in words
   */
  record Facts(
      String version,
      String java,
      String node,
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

  /** The processes at work, and those whose lease ended and whose remains are not swept yet. */
  List<AtWork> nodes();

  /** The backups of the metadata store, newest first. */
  List<SelfBackup> selfBackups(int limit);

  /**
   * Begins to back the metadata store up into every storage within this node's reach, in the
   * background; what becomes of it is in {@link #selfBackups}. Does nothing while this node is at
   * it. Audited.
   */
  void backUpSelf(Caller caller);

  /**
   * Holds the catalog against storages; touches nothing, and takes as long as their lists take.
   *
   * @param storages their names; all enabled ones within this node's reach where there are none
   * @param findings told one by one as they are found
   * @return the names of those that were looked at
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}, what a storage says, {@code
   *     BUSY} while this node checks or rebuilds already
   */
  List<String> checkCatalog(List<String> storages, Consumer<Finding> findings);

  /** What {@link #rebuildCatalog} is to do. */
  record Rebuild(String storage, boolean dryRun, boolean importForeign) {}

  /**
   * Makes the rows of a storage's backups again from its manifests; rows that are there stay as
   * they are. Audited before and after, unless it is a dry run.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}, what the storage says,
   *     {@code BUSY} while this node checks or rebuilds already
   */
  RebuildReport rebuildCatalog(Rebuild wish, Consumer<Finding> findings, Caller caller);
}
