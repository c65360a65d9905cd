package io.dumpwarden.restore;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A restore in the history.
 *
 * @param node who works at it
 * @param end null while it runs
 */
public record Restore(
    String id,
    From from,
    Into into,
    RestoreStatus status,
    RestoreProgress progress,
    AtWork node,
    Instant startedAt,
    boolean cancelRequested,
    @Nullable RestoreEnd end) {

  /**
   * Where the data comes from.
   *
   * @param source for people
   * @param backupId null where it is no stored backup
   * @param server where it was dumped; null where nothing says it
   */
  public record From(String source, @Nullable String backupId, @Nullable String server) {}

  /**
   * What becomes of it.
   *
   * @param target the server's name, as it was then
   * @param databases names in the target by names in the source
   * @param tables patterns of the chosen tables; none for everything
   * @param by who asked for it
   * @param ticket null where none was given
   */
  public record Into(
      String target,
      Map<String, String> databases,
      List<String> tables,
      Existing existing,
      String by,
      @Nullable String ticket) {}

  /** The process that works at it. */
  public record AtWork(String nodeId, String nodeName) {}

  /** One that begins now. */
  public static Restore begun(
      String id, From from, RestorePlan plan, AtWork node, Instant startedAt) {
    RestoreRequest request = plan.request();
    return new Restore(
        id,
        from,
        new Into(
            request.target().name(),
            plan.names(),
            request.choice().tables().stream().map(Object::toString).toList(),
            request.existing(),
            request.by(),
            request.ticket()),
        RestoreStatus.RUNNING,
        RestoreProgress.NONE,
        node,
        startedAt,
        false,
        null);
  }
}
