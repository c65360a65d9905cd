package io.dumpwarden.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the whole fleet.
 *
 * @param companionSuffixes what a companion's name adds to that of its database
 * @param secondaryMarker what the name of a secondary database contains
 * @param ticketRequired whether runs that people ask for must carry a ticket
 * @param dumpOptions what dump tools are told everywhere
 * @param currentAesKey the key that new backups are encrypted with; null for none
 * @param currentAgeKey the same for age
 * @param verification how stored copies are verified by themselves
 * @param scratchServer the server that drills restore into; null for an embedded MariaDB
 * @param selfBackupEvery how often the metadata store is backed up to the storages; null for never
 * @param paused whether no schedule fires
 */
public record Settings(
    List<String> companionSuffixes,
    String secondaryMarker,
    boolean ticketRequired,
    DumpOptionSet dumpOptions,
    @Nullable String currentAesKey,
    @Nullable String currentAgeKey,
    Verification verification,
    @Nullable String scratchServer,
    @Nullable Duration selfBackupEvery,
    boolean paused) {

  /**
   * How much of what is stored is read again and proven, without anybody asking.
   *
   * @param perDay the share of all stored copies that is verified each day, 0 to 1
   * @param bytesPerSecond how fast it may read; 0 for as fast as it goes
   */
  public record Verification(double perDay, long bytesPerSecond) {

    static final Verification NONE = new Verification(0, 0);
  }

  public static final Settings STANDARD =
      new Settings(
          List.of("_dmart", "_temp", "_archive"),
          "_secondary",
          false,
          DumpOptionSet.NONE,
          null,
          null,
          Verification.NONE,
          null,
          Duration.ofDays(1),
          false);

  public Settings {
    companionSuffixes = List.copyOf(companionSuffixes);
  }

  Settings withTicketRequired() {
    return new Settings(
        companionSuffixes,
        secondaryMarker,
        true,
        dumpOptions,
        currentAesKey,
        currentAgeKey,
        verification,
        scratchServer,
        selfBackupEvery,
        paused);
  }
}
