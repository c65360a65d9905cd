package io.dumpwarden.config;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as the rows are at each call. They are read every time, but read into values
 * only where they are others than the last time, which takes several times as long for thousands of
 * rows. Safe for use by many threads.
 */
public final class SnapshotReader implements Supplier<ConfigSnapshot> {

  private record Known(List<ConfigRow> rows, ConfigSnapshot snapshot) {}

  private final ConfigRows rows;
  private volatile @Nullable Known known;

  public SnapshotReader(ConfigRows rows) {
    this.rows = rows;
  }

  @Override
  public ConfigSnapshot get() {
    List<ConfigRow> all = rows.all();
    Known last = known;
    if (last != null && last.rows().equals(all)) {
      return last.snapshot();
    }
    ConfigSnapshot snapshot = ConfigSnapshot.of(all);
    known = new Known(all, snapshot);
    return snapshot;
  }
}
