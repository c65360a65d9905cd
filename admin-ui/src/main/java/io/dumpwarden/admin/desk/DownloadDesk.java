package io.dumpwarden.admin.desk;

import io.dumpwarden.admin.route.Caller;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stored files for people to take away; every one is audited. */
public interface DownloadDesk {

  /** Which file of a backup. */
  enum File {
    DUMP,
    MANIFEST,
    USERS
  }

  /**
   * Finds a stored file as it rests.
   *
   * @param storage whose copy; null for the best one, local first
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}, {@code NO_GOOD_COPY}, what
   *     the storage says
   */
  Download stored(String backupId, File file, @Nullable String storage, Caller caller);

  /**
   * The dump, or its accounts, decrypted and still compressed; proven while it is read. One that is
   * not encrypted is given as it is.
   */
  Download decrypted(String backupId, File file, @Nullable String storage, Caller caller);

  /** A link by which the storage itself hands the file out for some minutes, where it can. */
  Optional<URI> link(String backupId, File file, @Nullable String storage, Caller caller);
}
