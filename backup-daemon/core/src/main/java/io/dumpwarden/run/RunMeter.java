package io.dumpwarden.run;

import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.dump.TableProgress;
import io.dumpwarden.pipeline.ByteCounts;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** How far a run is, as it goes. Written by the threads that work at it, read by any. */
public final class RunMeter {

  private static final long TELL_EVERY = Duration.ofSeconds(30).toNanos();

  private final Set<UnitMeter> active = new LinkedHashSet<>();
  private int done;
  private int total;
  private long rawBefore;
  private long storedBefore;
  private long lastRaw;
  private long lastNanos = System.nanoTime();
  private long lastTold = lastNanos;

  /** Counts the bytes of one dump; for one thread. */
  public final class UnitMeter implements ByteCounts {

    private final String name;
    private long raw;
    private long stored;
    private final long begunAt = System.nanoTime();
    private Supplier<List<TableProgress>> tables = List::of;

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

    /** Has somebody asked how far the tables are, from time to time, on any thread. */
    public void follow(Supplier<List<TableProgress>> progress) {
      synchronized (RunMeter.this) {
        tables = progress;
      }
    }

    private Optional<String> told(long now) {
      return Optional.of(rows(now)).filter(RowsProgress::known).map(r -> TableWords.of(name, r));
    }

    private RowsProgress rows(long now) {
      return RowsProgress.of(tables.get(), Duration.ofNanos(now - begunAt));
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

  /** How far tables are, a line for each dump that knows; nothing oftener than each half minute. */
  public synchronized List<String> tables() {
    long now = System.nanoTime();
    if (now - lastTold < TELL_EVERY) {
      return List.of();
    }
    lastTold = now;
    return active.stream().flatMap(unit -> unit.told(now).stream()).toList();
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
    return new RunProgress(first, done, total, bytes, stored, perSecond, rows(now));
  }

  private RowsProgress rows(long now) {
    RowsProgress all =
        active.stream().map(unit -> unit.rows(now)).reduce(RowsProgress.NONE, RowsProgress::and);
    return done + active.size() < total ? all.endless() : all;
  }
}
