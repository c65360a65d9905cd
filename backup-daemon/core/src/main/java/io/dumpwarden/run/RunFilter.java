package io.dumpwarden.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first; null means any.
 *
 * @param trigger what made them, {@link RunTrigger#id}
 * @param from only those that were queued at or after this time
 * @param until only those that were queued before this time
 * @param beforeId only those listed after this id: the key to the next page
 * @param limit at most so many
 */
public record RunFilter(
    @Nullable String schedule,
    @Nullable String server,
    @Nullable String status,
    @Nullable String trigger,
    @Nullable String type,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String beforeId,
    int limit) {

  /** By names and status alone. */
  public RunFilter(
      @Nullable String schedule,
      @Nullable String server,
      @Nullable String status,
      @Nullable String beforeId,
      int limit) {
    this(schedule, server, status, null, null, null, null, beforeId, limit);
  }

  public static RunFilter latest(int limit) {
    return builder().limit(limit).build();
  }

  /** Any, fifty of them, until more is said. */
  public static Builder builder() {
    return new Builder();
  }

  /** A filter in the making. Every part may be null: any. */
  public static final class Builder {

    private @Nullable String schedule;
    private @Nullable String server;
    private @Nullable String status;
    private @Nullable String trigger;
    private @Nullable String type;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private @Nullable String beforeId;
    private int limit = 50;

    private Builder() {}

    public Builder schedule(@Nullable String name) {
      this.schedule = name;
      return this;
    }

    public Builder server(@Nullable String name) {
      this.server = name;
      return this;
    }

    public Builder status(@Nullable String id) {
      this.status = id;
      return this;
    }

    public Builder trigger(@Nullable String id) {
      this.trigger = id;
      return this;
    }

    public Builder type(@Nullable String id) {
      this.type = id;
      return this;
    }

    public Builder from(@Nullable Instant time) {
      this.from = time;
      return this;
    }

    public Builder until(@Nullable Instant time) {
      this.until = time;
      return this;
    }

    public Builder beforeId(@Nullable String id) {
      this.beforeId = id;
      return this;
    }

    public Builder limit(int most) {
      this.limit = most;
      return this;
    }

    public RunFilter build() {
      return new RunFilter(schedule, server, status, trigger, type, from, until, beforeId, limit);
    }
  }
}
