package io.dumpwarden.admin.page;

import io.dumpwarden.config.BackupType;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.FireTimes;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.ScheduleParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cron expression comes to in its zone.
 *
 * @param cron empty for a schedule that fires never by itself
 * @param words null where it cannot be read
 * @param next the next five times
 * @param fresh how long a good backup counts as fresh where the schedule does not say; null where
 *     nothing can be said
 * @param errors what is wrong, by field
 */
public record CronLook(
    String cron,
    String zone,
    @Nullable String words,
    List<Fire> next,
    @Nullable String fresh,
    Map<String, String> errors) {

  private static final int FIRES = 5;
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

  /**
   * One time.
   *
   * @param local on the schedule's own clock
   * @param offset of that clock from UTC
   * @param shift what the clock did since the time before; null where it went on as usual
   */
  public record Fire(Instant at, String local, String offset, @Nullable String shift) {}

  /**
   * Looks at an expression.
   *
   * @param manual whether the schedule fires never by itself
   */
  static CronLook of(String cron, String zone, boolean manual, Instant now) {
    if (manual) {
      return new CronLook("", zone, "only when somebody asks", List.of(), null, Map.of());
    }
    try {
      Schedule schedule = ScheduleParser.parse(row(cron, zone));
      return schedule
          .firing()
          .map(firing -> of(firing, schedule, now))
          .orElseThrow(IllegalStateException::new);
    } catch (InvalidConfigException e) {
      Map<String, String> errors = new LinkedHashMap<>();
      for (Problem problem : e.problems()) {
        errors.putIfAbsent(problem.field(), problem.message());
      }
      return new CronLook(cron, zone, null, List.of(), null, errors);
    }
  }

  /** Of a schedule as it stands. */
  static CronLook of(Schedule schedule, Instant now) {
    return schedule
        .firing()
        .map(firing -> of(firing, schedule, now))
        .orElseGet(() -> of("", "UTC", true, now));
  }

  /** The type of backup that goes with the expression's longest wait. */
  static String typeOf(String cron, String zone) {
    try {
      Duration wait =
          ScheduleParser.parse(row(cron, zone))
              .firing()
              .map(FireTimes::typicalInterval)
              .orElse(Duration.ofDays(1));
      return typeOf(wait).id();
    } catch (InvalidConfigException e) {
      // what is wrong is told where it is saved
      return BackupType.DAILY.id();
    }
  }

  private static BackupType typeOf(Duration wait) {
    long hours = wait.toHours();
    if (hours < 20) {
      return BackupType.HOURLY;
    }
    if (hours <= 4 * 24) {
      return BackupType.DAILY;
    }
    if (hours <= 15 * 24) {
      return BackupType.WEEKLY;
    }
    return hours <= 100 * 24 ? BackupType.MONTHLY : BackupType.YEARLY;
  }

  private static ConfigRow row(String cron, String zone) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    fields.put("name", "new");
    fields.put("cron", cron);
    fields.put("zone", zone);
    return new ConfigRow(ConfigKind.SCHEDULE, "", fields, 0, Instant.EPOCH, Instant.EPOCH);
  }

  private static CronLook of(FireTimes firing, Schedule schedule, Instant now) {
    List<Fire> fires = new ArrayList<>();
    ZonedDateTime before = now.atZone(firing.zone());
    for (Instant at : firing.next(now, FIRES)) {
      ZonedDateTime local = at.atZone(firing.zone());
      fires.add(new Fire(at, LOCAL.format(local), offset(local.getOffset()), shift(before, local)));
      before = local;
    }
    return new CronLook(
        firing.cron(),
        firing.zone().getId(),
        words(firing),
        List.copyOf(fires),
        schedule.freshness().map(CronLook::words).orElse(null),
        Map.of());
  }

  /** The expression in words; what the library says of a single day is no English. */
  static String words(FireTimes firing) {
    return firing
        .describe()
        .replaceAll("\\bat (\\d+) day\\b", "on day $1")
        .replaceAll("\\bat (\\p{L}+) day\\b", "on $1");
  }

  private static String offset(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
  }

  private static @Nullable String shift(ZonedDateTime before, ZonedDateTime after) {
    int seconds = after.getOffset().getTotalSeconds() - before.getOffset().getTotalSeconds();
    if (seconds == 0) {
      return null;
    }
    String by = words(Duration.ofSeconds(Math.abs(seconds)));
    return "clocks go %s by %s before this".formatted(seconds > 0 ? "forward" : "back", by);
  }

  /** {@code 1 h 30 min}, {@code 3 d}. */
  public static String words(Duration duration) {
    List<String> parts = new ArrayList<>();
    long days = duration.toHours() >= 72 ? duration.toDays() : 0;
    long hours = duration.minusDays(days).toHours();
    long minutes = duration.toMinutesPart();
    if (days > 0) {
      parts.add(days + " d");
    }
    if (hours > 0) {
      parts.add(hours + " h");
    }
    if (minutes > 0) {
      parts.add(minutes + " min");
    }
    int seconds = duration.toSecondsPart();
    if (seconds > 0 || parts.isEmpty()) {
      parts.add(seconds + " s");
    }
    return String.join(" ", parts);
  }
}
