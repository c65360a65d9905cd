package io.dumpwarden.run;

import io.dumpwarden.pipeline.ByteCounts;
import java.util.LinkedHashSet;
import java.util.Set;

/** How far a run is, as it goes. Written by the threads that work at it, read by any. */
public final class RunMeter {

  private final Set<UnitMeter> active = new LinkedHashSet<>();
  private int done;
  private int total;
  private long rawBefore;
  private long storedBefore;
  private long lastRaw;
  private long lastNanos = System.nanoTime();

  /** Counts the bytes of one dump; for one thread. */
  public final class UnitMeter implements ByteCounts {

    private final String name;
    private long raw;
    private long stored;

    private UnitMeter(String name) {
      this.name = name;
    }

    @Override
    public void passed(long rawBytes, long storedBytes) {
      synchronized (RunMeter.this) {
        raw = rawBytes;
        stored = storedBytes;
      }
    }

    public void end() {
      synchronized (RunMeter.this) {
        active.remove(this);
        done++;
        rawBefore += raw;
        storedBefore += stored;
      }
    }
  }

  public synchronized void start(int databases) {
    total = databases;
  }

  public synchronized UnitMeter begin(String name) {
    UnitMeter unit = new UnitMeter(name);
    active.add(unit);
    return unit;
  }

  /** The state now; the rate is that since the last call. */
  public synchronized RunProgress sample() {
    long now = System.nanoTime();
    long bytes = rawBefore + active.stream().mapToLong(unit -> unit.raw).sum();
    long perSecond = (long) ((bytes - lastRaw) * 1e9 / Math.max(1, now - lastNanos));
    lastRaw = bytes;
    lastNanos = now;
    String first = active.stream().findFirst().map(unit -> unit.name).orElse(null);
    long stored = storedBefore + active.stream().mapToLong(unit -> unit.stored).sum();
    return new RunProgress(first, done, total, bytes, stored, perSecond);
  }
}
