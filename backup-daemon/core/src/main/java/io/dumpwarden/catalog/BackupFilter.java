package io.dumpwarden.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which backups to list, newest first; null means any.
 *
 * @param database only those that hold it, in combined ones too
 * @param storage only with a copy on this storage
 * @param from only those that began at or after this time
 * @param until only those that began before this time
 * @param text words, all of which a backup must match: a part of the name of its server, schedule
 *     or databases, or a word of what went wrong; one word may also begin its id or its run's, or
 *     be its ticket. Letters match in either case
 * @param beforeId only those listed after this id: the key to the next page
 * @param limit at most so many
 */
public record BackupFilter(
    @Nullable String server,
    @Nullable String database,
    @Nullable String schedule,
    @Nullable String status,
    @Nullable String storage,
    @Nullable String type,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String text,
    @Nullable String beforeId,
    int limit) {

  public BackupFilter {
    text = text == null || text.isBlank() ? null : text.strip();
  }

  public static BackupFilter latest(int limit) {
    return builder().limit(limit).build();
  }

  /** Any, fifty of them, until more is said. */
  public static Builder builder() {
    return new Builder();
  }

  /** A filter in the making. Every part may be null: any. */
  public static final class Builder {

    private @Nullable String server;
    private @Nullable String database;
    private @Nullable String schedule;
    private @Nullable String status;
    private @Nullable String storage;
    private @Nullable String type;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private @Nullable String text;
    private @Nullable String beforeId;
    private int limit = 50;

    private Builder() {}

    public Builder server(@Nullable String name) {
      this.server = name;
      return this;
    }

    public Builder database(@Nullable String name) {
      this.database = name;
      return this;
    }

    public Builder schedule(@Nullable String name) {
      this.schedule = name;
      return this;
    }

    public Builder status(@Nullable String id) {
      this.status = id;
      return this;
    }

    public Builder storage(@Nullable String name) {
      this.storage = name;
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

    public Builder text(@Nullable String words) {
      this.text = words;
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

    public BackupFilter build() {
      return new BackupFilter(
          server, database, schedule, status, storage, type, from, until, text, beforeId, limit);
    }
  }
}
