package io.dumpwarden.admin.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of servers.
 *
 * @param any whether there is any server at all, filter or not
 * @param found how many fit the filter
 * @param labels every label that a server has, as {@code key=value}
 * @param next the address of the next page; null on the last
 */
public record ServersPage(
    Filter filter,
    List<Row> rows,
    boolean any,
    int found,
    List<String> labels,
    @Nullable String next) {

  /** The states that a list can be narrowed to. */
  public static final List<String> STATES =
      List.of("ok", "failing", "running", "never run", "problem", "disabled");

  /** What the list is narrowed to; empty texts narrow nothing. */
  public record Filter(String text, String label, String state, String after) {

    boolean isEmpty() {
      return text.isEmpty() && label.isEmpty() && state.isEmpty();
    }
  }

  /**
   * A server in the list.
   *
   * @param state one of {@link #STATES}
   * @param runStatus of the newest run; null where there was none
   * @param flavor as the row says; the version as the last scan saw it
   * @param lastGood when anything of it was last backed up well
   * @param late schedules whose last good backup is older than they want, or that have none
   */
  public record Row(
      String name,
      String address,
      String flavor,
      @Nullable String version,
      Map<String, String> labels,
      boolean enabled,
      boolean isProtected,
      String state,
      @Nullable String problem,
      @Nullable String runId,
      @Nullable String runStatus,
      @Nullable Instant runAt,
      @Nullable String runMessage,
      @Nullable Instant lastGood,
      List<String> late,
      boolean scheduled) {}

  public boolean isFiltered() {
    return !filter.isEmpty();
  }
}
