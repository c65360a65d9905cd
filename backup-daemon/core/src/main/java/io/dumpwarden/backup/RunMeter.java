package io.dumpwarden.backup;

import io.dumpwarden.pipeline.ByteCounts;
import org.jspecify.annotations.Nullable;

/** How far a run is, as it goes. Written by the run's thread, read by any. */
public final class RunMeter implements ByteCounts {

  private @Nullable String database;
  private int done;
  private int total;
  private long rawBefore;
  private long storedBefore;
  private long raw;
  private long stored;
  private long lastRaw;
  private long lastNanos = System.nanoTime();

  synchronized void start(int databases) {
    total = databases;
  }

  synchronized void begin(String name) {
    database = name;
  }

  @Override
  public synchronized void passed(long rawBytes, long storedBytes) {
    raw = rawBytes;
    stored = storedBytes;
  }

  synchronized void end() {
    database = null;
    done++;
    rawBefore += raw;
    storedBefore += stored;
    raw = 0;
    stored = 0;
  }

  /** The state now; the rate is that since the last call. */
  public synchronized RunProgress sample() {
    long now = System.nanoTime();
    long bytes = rawBefore + raw;
    long perSecond = (long) ((bytes - lastRaw) * 1e9 / Math.max(1, now - lastNanos));
    lastRaw = bytes;
    lastNanos = now;
    return new RunProgress(database, done, total, bytes, storedBefore + stored, perSecond);
  }
}
