package io.dumpwarden.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the native engine treats a server that others work with meanwhile.
 *
 * @param maxRowsPerSecond over all connections of a dump; null for no limit
 * @param maxBytesPerSecond of SQL, over all connections of a dump; null for no limit
 * @param maxThreadsRunning while the server has more threads running, a dump waits; null for never
 * @param maxReplicaLag a replica that is further behind is not dumped, and one that falls behind is
 *     waited for; null for never
 * @param lockTimeout how long the lock of the snapshot may be waited for, at each try
 */
public record DumpManners(
    @Nullable Long maxRowsPerSecond,
    @Nullable Long maxBytesPerSecond,
    @Nullable Integer maxThreadsRunning,
    @Nullable Duration maxReplicaLag,
    Duration lockTimeout,
    NonTransactional nonTransactional) {

  /** No limits; the lock is waited for five seconds; tables outside of the snapshot are named. */
  public static final DumpManners STANDARD =
      new DumpManners(null, null, null, null, Duration.ofSeconds(5), NonTransactional.NAMED);

  private static final int MOST = 999_999_999;

  static DumpManners read(Fields fields) {
    return new DumpManners(
        fields
            .read("max_rows_per_second", text -> (long) Fields.number(text, 1, MOST))
            .orElse(null),
        fields.read("max_bytes_per_second", DumpManners::size).orElse(null),
        fields.read("max_threads_running", text -> Fields.number(text, 1, MOST)).orElse(null),
        fields.read("max_replica_lag", Fields::positive).orElse(null),
        fields.period("lock_timeout", STANDARD.lockTimeout()),
        fields.choice(
            "non_transactional",
            STANDARD.nonTransactional(),
            NonTransactional.class,
            NonTransactional::id));
  }

  private static long size(String text) {
    long bytes = Sizes.parse(text);
    if (bytes == 0) {
      throw new IllegalArgumentException("must be more than nothing");
    }
    return bytes;
  }
}
