package io.dumpwarden.storage.memory;

import io.dumpwarden.storage.LockContract;
import io.dumpwarden.storage.StorageProvider;
import java.time.Duration;
import java.time.Instant;

class MemoryLockTest extends LockContract {

  private Instant now = Instant.EPOCH;

  @Override
  protected StorageProvider create() {
    return new MemoryStorage(() -> now, Duration.ofDays(1));
  }

  @Override
  protected void setTime(Instant time) {
    now = time;
  }
}
