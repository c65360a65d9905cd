package io.dumpwarden.app.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the native engine treats a server that others work with meanwhile. */
final class PaceOptions {

  @Option(
      names = "--max-rows-per-second",
      paramLabel = "N",
      description = "Native engine: read no more rows in a second.")
  private @Nullable String maxRowsPerSecond;

  @Option(
      names = "--max-bytes-per-second",
      paramLabel = "SIZE",
      description = "Native engine: write no more SQL in a second, as in 20MiB.")
  private @Nullable String maxBytesPerSecond;

  @Option(
      names = "--max-threads-running",
      paramLabel = "N",
      description = "Native engine: wait while the server has more threads running.")
  private @Nullable String maxThreadsRunning;

  @Option(
      names = "--max-replica-lag",
      paramLabel = "TIME",
      description =
          "Native engine: do not begin on a replica further behind, and wait while it is, as in 60s.")
  private @Nullable String maxReplicaLag;

  @Option(
      names = "--lock-timeout",
      paramLabel = "TIME",
      description =
          "Native engine: how long the lock of the snapshot is waited for; 5s where not given.")
  private @Nullable String lockTimeout;

  @Option(
      names = "--non-transactional",
      paramLabel = "named|locked",
      description =
          "Native engine: tables without transactions are dumped as they are and named, or nobody may write until they are dumped; named where not given.")
  private @Nullable String nonTransactional;

  void into(SpecWords spec) {
    spec.put("max_rows_per_second", maxRowsPerSecond)
        .put("max_bytes_per_second", maxBytesPerSecond)
        .put("max_threads_running", maxThreadsRunning)
        .put("max_replica_lag", maxReplicaLag)
        .put("lock_timeout", lockTimeout)
        .put("non_transactional", nonTransactional);
  }
}
