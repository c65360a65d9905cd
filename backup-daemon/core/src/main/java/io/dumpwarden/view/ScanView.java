package io.dumpwarden.view;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.scan.Access;
import io.dumpwarden.scan.Coverage;
import io.dumpwarden.scan.ServerScan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan as {@code --json} shows it.
 *
 * @param stored whether it was remembered rather than made just now
 * @param unprotected the databases that no schedule selects
 * @param accessHint how to see who has access; null where that is seen
 * @param error why the server could not be asked; null otherwise
 */
public record ScanView(
    String server,
    @Nullable Instant scannedAt,
    @Nullable Long ageSeconds,
    boolean stored,
    @Nullable String flavor,
    @Nullable String version,
    List<Database> databases,
    List<String> unprotected,
    @Nullable String accessHint,
    @Nullable Failure error) {

  /** Why something was not done. */
  public record Failure(String code, String message, String hint) {

    static @Nullable Failure of(@Nullable DumpwardenException e) {
      return e == null
          ? null
          : new Failure(e.code().code(), String.valueOf(e.getMessage()), e.hint());
    }
  }

  /**
   * A database.
   *
   * @param userCount accounts and roles with access; null where the account may not see that
   * @param users the first hundred of them
   */
  public record Database(
      String name,
      long bytes,
      long tables,
      long views,
      long routines,
      long events,
      long triggers,
      long sequences,
      @Nullable Long userCount,
      @Nullable List<String> users,
      @Nullable Instant lastBackupAt,
      @Nullable Long lastBackupAgeSeconds,
      List<String> schedules) {

    static Database of(Coverage coverage, Instant now) {
      var database = coverage.database();
      var objects = database.objects();
      Access access = database.access();
      return new Database(
          database.name(),
          database.bytes(),
          objects.tables(),
          objects.views(),
          objects.routines(),
          objects.events(),
          objects.triggers(),
          objects.sequences(),
          access == null ? null : access.count(),
          access == null ? null : access.names(),
          coverage.lastBackupAt(),
          age(coverage.lastBackupAt(), now),
          coverage.schedules());
    }
  }

  public static ScanView of(
      ServerScan scan,
      List<Coverage> coverage,
      Instant now,
      boolean stored,
      @Nullable DumpwardenException error) {
    return new ScanView(
        scan.server(),
        scan.scannedAt(),
        age(scan.scannedAt(), now),
        stored,
        scan.holdings().flavor().id(),
        scan.holdings().version(),
        coverage.stream().map(each -> Database.of(each, now)).toList(),
        coverage.stream()
            .filter(each -> !each.isProtected())
            .map(each -> each.database().name())
            .toList(),
        scan.holdings().accessRemedy(),
        Failure.of(error));
  }

  /** Of a server of which nothing is known. */
  public static ScanView without(String server, DumpwardenException error) {
    return new ScanView(
        server, null, null, false, null, null, List.of(), List.of(), null, Failure.of(error));
  }

  private static @Nullable Long age(@Nullable Instant at, Instant now) {
    return at == null ? null : Math.max(0, Duration.between(at, now).toSeconds());
  }
}
