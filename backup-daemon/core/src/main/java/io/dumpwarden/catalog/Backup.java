package io.dumpwarden.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run made of one database, or of several combined. Carries the names it was made under, so
 * that it outlives its server and schedule.
 *
 * @param scope the database, or {@code all} / {@code combined}; with a {@code +} and a hash behind
 *     it where somebody asked for other contents than all
 * @param engine {@code native} or {@code mysqldump}
 * @param result null until the dump was proven
 * @param message why it failed; null otherwise
 * @param anomalies in what it differs from those before it
 */
public record Backup(
    String id,
    String runId,
    String schedule,
    String server,
    String type,
    String scope,
    List<String> databases,
    String engine,
    BackupStatus status,
    Instant startedAt,
    @Nullable Instant finishedAt,
    boolean pinned,
    @Nullable DumpFacts result,
    @Nullable String errorCode,
    @Nullable String message,
    List<Copy> copies,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FoundAnomaly> anomalies) {

  public Backup {
    // results that were kept on disk do not have them
    anomalies = List.copyOf(Objects.requireNonNullElse(anomalies, List.of()));
  }

  /** How messages name what is in it: its only database, or the file's scope. */
  public String title() {
    return databases.size() == 1 ? databases.get(0) : scope;
  }

  /** How long it took; zero until it is finished. */
  public Duration duration() {
    return finishedAt == null ? Duration.ZERO : Duration.between(startedAt, finishedAt);
  }

  /** Whether it may lack data that those before it have, and nobody said that it is right so. */
  public boolean suspicious() {
    return anomalies.stream().anyMatch(found -> found.open() && found.anomaly().suspicious());
  }

  /**
   * This backup, ended otherwise.
   *
   * @param code why it is not succeeded; null where it is
   * @param why in words; null where there are none
   */
  public Backup ended(
      BackupStatus how, @Nullable Instant at, @Nullable String code, @Nullable String why) {
    return new Backup(
        id, runId, schedule, server, type, scope, databases, engine, how, startedAt, at, pinned,
        result, code, why, copies, anomalies);
  }

  /** This backup with other figures; null for none. */
  public Backup withResult(@Nullable DumpFacts facts) {
    return new Backup(
        id,
        runId,
        schedule,
        server,
        type,
        scope,
        databases,
        engine,
        status,
        startedAt,
        finishedAt,
        pinned,
        facts,
        errorCode,
        message,
        copies,
        anomalies);
  }

  /** This backup with other copies. */
  public Backup with(List<Copy> others) {
    return new Backup(
        id,
        runId,
        schedule,
        server,
        type,
        scope,
        databases,
        engine,
        status,
        startedAt,
        finishedAt,
        pinned,
        result,
        errorCode,
        message,
        others,
        anomalies);
  }
}
