package io.dumpwarden.config;

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
 */
public record Settings(
    List<String> companionSuffixes,
    String secondaryMarker,
    boolean ticketRequired,
    DumpOptionSet dumpOptions,
    @Nullable String currentAesKey,
    @Nullable String currentAgeKey) {

  public static final Settings STANDARD =
      new Settings(
          List.of("_dmart", "_temp", "_archive"),
          "_secondary",
          false,
          DumpOptionSet.NONE,
          null,
          null);

  public Settings {
    companionSuffixes = List.copyOf(companionSuffixes);
  }

  Settings withTicketRequired() {
    return new Settings(
        companionSuffixes, secondaryMarker, true, dumpOptions, currentAesKey, currentAgeKey);
  }
}
