package io.dumpwarden.admin.page;

import io.dumpwarden.config.BackupType;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule fires, as most people say it: hourly, daily at a time, on a day of the week or of
 * the month; or by a cron expression; or never by itself.
 *
 * @param kind {@code hourly}, {@code daily}, {@code weekly}, {@code monthly}, {@code cron} or
 *     {@code manual}
 * @param minute of the hour, for hourly
 * @param at {@code 02:30}, for the others
 * @param weekday 0 to 6 from Sunday
 * @param day of the month
 */
public record CronRhythm(String kind, String minute, String at, String weekday, String day) {

  private static final Pattern HOURLY = Pattern.compile("(\\d{1,2}) \\* \\* \\* \\*");
  private static final Pattern DAILY = Pattern.compile("(\\d{1,2}) (\\d{1,2}) \\* \\* \\*");
  private static final Pattern WEEKLY = Pattern.compile("(\\d{1,2}) (\\d{1,2}) \\* \\* ([0-7])");
  private static final Pattern MONTHLY =
      Pattern.compile("(\\d{1,2}) (\\d{1,2}) (\\d{1,2}) \\* \\*");
  private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(:\\d{2})?");

  /** What a new schedule starts from. */
  public static final CronRhythm STANDARD = new CronRhythm("daily", "0", "02:30", "0", "1");

  /** The rhythm that says the same as a row; {@code cron} where none of the simple ones does. */
  static CronRhythm of(@Nullable String type, @Nullable String cron) {
    if (BackupType.MANUAL.id().equals(type)) {
      return STANDARD.with("manual");
    }
    String text = cron == null ? "" : cron.strip().replaceAll("\\s+", " ");
    Matcher hourly = HOURLY.matcher(text);
    if (hourly.matches()) {
      return new CronRhythm("hourly", hourly.group(1), STANDARD.at, "0", "1");
    }
    Matcher daily = DAILY.matcher(text);
    if (daily.matches()) {
      return new CronRhythm("daily", "0", time(daily), "0", "1");
    }
    Matcher weekly = WEEKLY.matcher(text);
    if (weekly.matches()) {
      String weekday = weekly.group(3).equals("7") ? "0" : weekly.group(3);
      return new CronRhythm("weekly", "0", time(weekly), weekday, "1");
    }
    Matcher monthly = MONTHLY.matcher(text);
    return monthly.matches()
        ? new CronRhythm("monthly", "0", time(monthly), "0", monthly.group(3))
        : STANDARD.with("cron");
  }

  /** As a form sent it; one that says nothing of a rhythm has an expression. */
  static CronRhythm sent(Function<String, @Nullable String> sent) {
    return new CronRhythm(
        or(sent.apply("rhythm"), "cron"),
        or(sent.apply("minute"), STANDARD.minute),
        or(sent.apply("at"), STANDARD.at),
        or(sent.apply("weekday"), STANDARD.weekday),
        or(sent.apply("day"), STANDARD.day));
  }

  /**
   * The expression.
   *
   * @param typed what stands where expressions are typed
   */
  String cron(String typed) {
    return switch (kind) {
      case "hourly" -> minute.strip() + " * * * *";
      case "daily" -> clock() + " * * *";
      case "weekly" -> clock() + " * * " + weekday.strip();
      case "monthly" -> clock() + " " + day.strip() + " * *";
      case "manual" -> "";
      default -> typed;
    };
  }

  /** The type of backup that goes with it; empty where the expression has to tell. */
  String type() {
    return kind.equals("cron") ? "" : kind;
  }

  private CronRhythm with(String otherKind) {
    return new CronRhythm(otherKind, minute, at, weekday, day);
  }

  /** A time that is none is left for the expression's parser to refuse. */
  private String clock() {
    Matcher time = TIME.matcher(at.strip());
    return time.matches()
        ? Integer.parseInt(time.group(2)) + " " + Integer.parseInt(time.group(1))
        : "? " + at.replaceAll("\\s", "");
  }

  private static String time(Matcher cron) {
    return String.format(
        Locale.ROOT, "%02d:%02d", Integer.parseInt(cron.group(2)), Integer.parseInt(cron.group(1)));
  }

  private static String or(@Nullable String text, String other) {
    return text == null || text.isBlank() ? other : text;
  }
}
