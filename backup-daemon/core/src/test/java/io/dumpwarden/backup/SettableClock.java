package io.dumpwarden.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. */
public final class SettableClock implements InstantSource {

  private Instant now = Instant.parse("2026-10-05T12:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
