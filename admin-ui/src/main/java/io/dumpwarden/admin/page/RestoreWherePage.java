package io.dumpwarden.admin.page;

import io.dumpwarden.admin.route.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The second step: where to, and how.
 *
 * @param find what the servers' names are searched for; null for all
 * @param more how many servers are not shown
 * @param databases those that are restored, where they can be renamed one by one
 * @param problem what was wrong with the last try; null before
 */
public record RestoreWherePage(
    RestoreWords words,
    BackupRow row,
    @Nullable String find,
    List<TargetChoice> servers,
    int more,
    List<String> databases,
    @Nullable Problem problem,
    Map<String, String> errors) {

  /**
   * A server to restore into.
   *
   * @param version as it was last seen; null where nobody knows
   * @param source whether the backup is of it
   */
  public record TargetChoice(
      String name,
      String flavor,
      @Nullable String version,
      String address,
      boolean isProtected,
      boolean source) {}
}
