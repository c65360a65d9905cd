package io.dumpwarden.admin.page;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.view.Findings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One schedule.
 *
 * @param state one of {@link SchedulesPage#STATES}
 * @param problem what is wrong with its row; null where nothing is
 * @param paused whether no schedule fires at all
 * @param cron null where it cannot be read
 * @param facts what it does, by what is asked
 * @param freshness how it stands on each server, worst first
 * @param series what is stored, the first of it
 * @param moreSeries how many there are beyond those
 * @param findings what a test found; null where nobody asked
 */
public record SchedulePage(
    ConfigRow row,
    String state,
    @Nullable String problem,
    boolean paused,
    @Nullable CronLook cron,
    Map<String, String> facts,
    MatchedServers servers,
    List<Freshness> freshness,
    LastRuns runs,
    List<RuleView> rules,
    List<SeriesLine> series,
    int moreSeries,
    @Nullable Findings findings) {

  /**
   * What is kept on a storage.
   *
   * @param words the rule; {@code wrong} says what is not right with it
   */
  public record RuleView(String storage, String words, @Nullable String wrong, boolean enabled) {}

  /**
   * What is stored of a database on a storage.
   *
   * @param newestGood when the newest good copy was made; null where there is none
   * @param ruled whether a rule says how long copies stay
   */
  public record SeriesLine(
      String server,
      String database,
      String storage,
      int copies,
      long bytes,
      @Nullable Instant newestGood,
      boolean ruled) {}

  public String name() {
    return row.key();
  }

  public boolean enabled() {
    return "true".equals(row.fields().get("enabled"));
  }
}
