package io.dumpwarden.admin.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of schedules.
 *
 * @param any whether there is any schedule at all, filter or not
 * @param found how many fit the filter
 * @param next the address of the next page; null on the last
 * @param paused whether none of them fires
 * @param missing what has to be there before a schedule makes sense: {@code server}, {@code
 *     storage}; null where nothing is missing
 */
public record SchedulesPage(
    Filter filter,
    List<Row> rows,
    boolean any,
    int found,
    @Nullable String next,
    boolean paused,
    @Nullable String missing) {

  /** The states that a list can be narrowed to, worst first. */
  public static final List<String> STATES =
      List.of("problem", "never", "stale", "failing", "waiting", "fresh", "disabled", "by hand");

  /** What the list is narrowed to; empty texts narrow nothing. */
  public record Filter(String text, String state, String type, String server, String after) {

    boolean isEmpty() {
      return text.isEmpty() && state.isEmpty() && type.isEmpty() && server.isEmpty();
    }
  }

  /**
   * A schedule in the list.
   *
   * @param words its cron; null where it has none, or none that can be read
   * @param zone of its cron
   * @param next when it fires next; null where it does not
   * @param selector which servers it names
   * @param servers how many it matches
   * @param state one of {@link #STATES}
   * @param note what is wrong; null where nothing is
   * @param oldestGood the oldest last good backup over its servers; null where one has none
   */
  public record Row(
      String name,
      String type,
      @Nullable String words,
      String zone,
      @Nullable Instant next,
      String selector,
      int servers,
      boolean enabled,
      String state,
      @Nullable String note,
      @Nullable Instant oldestGood,
      @Nullable LastFire last) {}

  public boolean isFiltered() {
    return !filter.isEmpty();
  }

  /** The colour of a state. */
  public static String tone(String state) {
    return switch (state) {
      case "problem", "never", "stale" -> "bad";
      case "failing", "disabled" -> "warn";
      case "fresh" -> "good";
      default -> "mute";
    };
  }
}
