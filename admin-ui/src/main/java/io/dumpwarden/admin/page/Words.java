package io.dumpwarden.admin.page;

import io.dumpwarden.view.Ages;
import io.dumpwarden.view.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as pages write them. */
public final class Words {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);

  private Words() {}

  /** {@code 2026-05-01 03:00:00}. */
  public static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }

  /** {@code UTC}, {@code CEST}. */
  public static String zone(Instant at, ZoneId zone) {
    String name = ZONE.format(at.atZone(zone));
    return name.equals("Z") ? "UTC" : name;
  }

  /** {@code 3 d ago}. */
  public static String age(Instant at, Instant now) {
    return Ages.age(at, now);
  }

  /** {@code 1.5 MiB}; a dash for nothing. */
  public static String bytes(@Nullable Long bytes) {
    return bytes == null ? "–" : Bytes.text(bytes);
  }

  /** {@code 1 h 5 min}, {@code 12.3 s}; a dash for nothing. */
  public static String duration(@Nullable Double seconds) {
    if (seconds == null) {
      return "–";
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    Duration all = Duration.ofSeconds(Math.round(seconds));
    return all.toHours() > 0
        ? "%d h %d min".formatted(all.toHours(), all.toMinutesPart())
        : "%d min %d s".formatted(all.toMinutes(), all.toSecondsPart());
  }

  /** A number with its thousands apart. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
  }

  /**
   * The colour of a status: {@code good}, {@code warn}, {@code bad}, {@code busy}, {@code mute}.
   */
  public static String tone(@Nullable String status) {
    return switch (status == null ? "" : status) {
      case "succeeded", "stored", "verified", "ok", "up", "fresh", "sent" -> "good";
      case "partial", "skipped", "warning", "interrupted", "unreadable", "unchecked", "late" ->
          "warn";
      case "failed", "corrupt", "missing", "error", "down", "stale", "critical" -> "bad";
      case "running", "queued", "pending" -> "busy";
      default -> "mute";
    };
  }
}
