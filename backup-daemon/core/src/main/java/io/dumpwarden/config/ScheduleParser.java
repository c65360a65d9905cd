package io.dumpwarden.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schedule's row. Standards: type daily, zone UTC, all servers, those of {@link
 * BackupSpecParser}, no jitter, missed fires skipped (run once: up to 24 hours late), timeout 12
 * hours, one attempt with a backoff of one minute, enabled, no drills.
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
            BackupSpecParser.read(fields),
            fields.duration("jitter", Duration.ZERO),
            fields.read("max_age", Fields::positive).orElse(null),
            catchUp(fields),
            fields.period("timeout", Duration.ofHours(12)),
            retries(fields),
            fields.flag("enabled", true),
            DrillRule.read(fields));
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

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is not a time zone%s: write one such as Europe/Berlin or UTC"
              .formatted(text, Nearest.hint(text, ZoneId.getAvailableZoneIds())),
          e);
    }
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
