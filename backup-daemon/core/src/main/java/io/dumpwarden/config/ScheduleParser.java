package io.dumpwarden.config;

import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compression.Algorithm;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schedule's row. Standards: type daily, zone UTC, all servers, all databases, zstd at the
 * algorithm's own level, no jitter, missed fires skipped (run once: up to 24 hours late), timeout
 * 12 hours, one attempt with a backoff of one minute, enabled.
 */
public final class ScheduleParser {

  private ScheduleParser() {}

  /**
   * The row as a value. Whether its servers and storages exist is for {@link ConfigSnapshot}.
   *
   * @throws InvalidConfigException with everything that is wrong
   */
  public static Schedule parse(ConfigRow row) {
    Fields fields = new Fields(row.fields());
    BackupType type = fields.choice("type", BackupType.DAILY, BackupType.class, BackupType::id);
    Schedule schedule =
        new Schedule(
            name(fields),
            type,
            fireTimes(fields, type),
            fields
                .read("servers", ServerSelector::parse)
                .orElseGet(() -> ServerSelector.parse("*")),
            databases(fields),
            compression(fields),
            fields.duration("jitter", Duration.ZERO),
            fields.read("max_age", Fields::positive).orElse(null),
            catchUp(fields),
            fields.period("timeout", Duration.ofHours(12)),
            retries(fields),
            fields.flag("enabled", true));
    fields.throwIfAny(row.ref());
    return schedule;
  }

  private static String name(Fields fields) {
    String name = fields.name("name");
    if (name.equals(Schedule.MANUAL)) {
      fields.problem("name", "'manual' is the built-in schedule: choose another name");
    }
    return name;
  }

  private static @Nullable FireTimes fireTimes(Fields fields, BackupType type) {
    ZoneId zone = fields.read("zone", ScheduleParser::zone).orElseGet(() -> ZoneId.of("UTC"));
    if (type == BackupType.MANUAL) {
      if (fields.isSet("cron")) {
        fields.problem("cron", "must not be set for type manual");
      }
      return null;
    }
    return fields.readRequired("cron", cron -> FireTimes.of(cron, zone)).orElse(null);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is not a time zone%s: write one such as Europe/Berlin or UTC"
              .formatted(text, Nearest.hint(text, ZoneId.getAvailableZoneIds())),
          e);
    }
  }

  private static DatabaseSelector databases(Fields fields) {
    String exclude = fields.text("exclude_databases").orElse(null);
    // read alone first, so that the problem is told of the column that has it
    boolean good =
        fields
            .attempt("exclude_databases", () -> DatabaseSelector.parse(null, exclude))
            .isPresent();
    return fields
        .attempt(
            "include_databases",
            () ->
                DatabaseSelector.parse(
                    fields.text("include_databases").orElse(null), good ? exclude : null))
        .orElseGet(() -> new DatabaseSelector(List.of(), List.of()));
  }

  private static Compression compression(Fields fields) {
    Algorithm algorithm =
        fields.choice("compress_type", Algorithm.ZSTD, Algorithm.class, Algorithm::id);
    Optional<Compression> chosen =
        fields.read(
            "compress_level",
            text -> new Compression(algorithm, Fields.number(text, 0, Integer.MAX_VALUE)));
    return chosen.orElseGet(() -> new Compression(algorithm, algorithm.defaultLevel()));
  }

  private static CatchUp catchUp(Fields fields) {
    return new CatchUp(
        fields.choice("catch_up", CatchUp.Policy.SKIP, CatchUp.Policy.class, CatchUp.Policy::id),
        fields.period("catch_up_max_age", Duration.ofHours(24)));
  }

  private static Retries retries(Fields fields) {
    return new Retries(
        fields.integer("max_attempts", 1, 1, 100),
        fields.duration("retry_backoff", Duration.ofMinutes(1)));
  }
}
