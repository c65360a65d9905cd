package io.dumpwarden.catalog;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes ids: UUIDs of version 7, so that they never collide and sort by the time they were made.
 */
public final class Ids {

  private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

  private Ids() {}

  /**
   * One that is always the same for the same words, and sorts by the time of another: so that what
   * is recorded again gets the id that it got the first time.
   *
   * @param timeOf an id that {@link #next} made
   */
  public static String derived(String timeOf, String... words) {
    String hash = ShortHash.of(String.join("\n", words), 10);
    return "%s-7%s-8%s-%s"
        .formatted(
            timeOf.substring(0, 13),
            hash.substring(0, 3),
            hash.substring(3, 6),
            hash.substring(6, 18));
  }

  public static String next() {
    return GENERATOR.generate().toString();
  }

  /** When an id was made, to the millisecond; empty where it tells no time. */
  public static Optional<Instant> timeOf(String id) {
    try {
      String millis = id.substring(0, 8) + id.substring(9, 13);
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(millis, 16)));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The least id that could have been made at that time: those made before it are less. */
  public static String firstAt(Instant time) {
    String millis = "%012x".formatted(Math.max(0, time.toEpochMilli()));
    return millis.substring(0, 8) + "-" + millis.substring(8) + "-0000-0000-000000000000";
  }
}
