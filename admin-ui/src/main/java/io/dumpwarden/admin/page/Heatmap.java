package io.dumpwarden.admin.page;

import io.dumpwarden.statistics.Statistics.Day;
import java.time.DayOfWeek;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Days as a calendar: a column for each week, a row for each day of the week.
 *
 * @param cells oldest first
 * @param columns how many weeks
 */
public record Heatmap(List<Cell> cells, int columns) {

  /** From this share of the runs on, a day counts as bad, or as one to look at. */
  private static final double BAD = 0.05;

  private static final double POOR = 0.005;

  /**
   * A day.
   *
   * @param tone {@code none}, {@code low}, {@code mid}, {@code high}, {@code warn}, {@code bad}
   * @param text what the colour says, in words
   */
  public record Cell(int column, int row, String tone, String text, Day day) {}

  static Heatmap of(List<Day> days) {
    if (days.isEmpty()) {
      return new Heatmap(List.of(), 0);
    }
    var monday = days.get(0).date().with(DayOfWeek.MONDAY);
    long most = days.stream().mapToLong(day -> count(day)).max().orElse(0);
    List<Cell> cells =
        days.stream()
            .map(
                day -> {
                  int at = (int) ChronoUnit.DAYS.between(monday, day.date());
                  return new Cell(at / 7, at % 7, tone(day, most), text(day), day);
                })
            .toList();
    return new Heatmap(cells, cells.get(cells.size() - 1).column() + 1);
  }

  /** The days that did not go well, newest first. */
  public List<Cell> troubled() {
    return cells.stream()
        .filter(cell -> bad(cell.day()) + cell.day().ended("partial") > 0)
        .sorted((a, b) -> b.day().date().compareTo(a.day().date()))
        .toList();
  }

  /** Everything in one sentence. */
  public String summary() {
    long runs = cells.stream().mapToLong(cell -> count(cell.day())).sum();
    long troubled = cells.stream().mapToLong(cell -> bad(cell.day())).sum();
    return "Runs of the last %d days (UTC): %s, of which %s failed"
        .formatted(cells.size(), Words.number(runs), Words.number(troubled));
  }

  private static String tone(Day day, long most) {
    long all = count(day);
    if (all == 0) {
      return "none";
    }
    double poor = (double) (bad(day) + day.ended("partial")) / all;
    if ((double) bad(day) / all >= BAD) {
      return "bad";
    }
    if (poor >= POOR) {
      return "warn";
    }
    return all * 3 > most * 2 ? "high" : all * 3 > most ? "mid" : "low";
  }

  private static String text(Day day) {
    long all = count(day);
    if (all == 0) {
      return day.date() + ": no run";
    }
    return "%s: %s, %s failed, %s partial"
        .formatted(
            day.date(),
            all == 1 ? "1 run" : Words.number(all) + " runs",
            Words.number(bad(day)),
            Words.number(day.ended("partial")));
  }

  private static long count(Day day) {
    return bad(day) + day.ended("partial") + day.ended("succeeded");
  }

  private static long bad(Day day) {
    return day.ended("failed") + day.ended("interrupted");
  }
}
