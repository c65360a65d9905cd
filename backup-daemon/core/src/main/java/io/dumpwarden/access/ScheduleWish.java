package io.dumpwarden.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as somebody wants it, with the storages that it is to write to.
 *
 * @param name the schedule's; for a new one as it was given, which may be anything
 * @param version the version that the editor saw; null for a new schedule
 * @param schedule its columns
 * @param rules one for each storage that the editor was shown; others stay as they are
 */
public record ScheduleWish(
    String name, @Nullable Long version, RowChanges schedule, List<Rule> rules) {

  /**
   * What is wanted of one storage.
   *
   * @param wanted whether the schedule writes there; where not, a rule that is there goes
   * @param version the version of the rule that the editor saw; null where there was none
   * @param fields the rule's columns, without its key
   */
  public record Rule(
      String storage,
      boolean wanted,
      @Nullable Long version,
      Map<String, @Nullable String> fields) {

    /** How problems name one of its columns. */
    public static String field(String storage, String column) {
      return "rule.%s.%s".formatted(storage, column);
    }
  }

  public ScheduleWish {
    rules = List.copyOf(rules);
  }
}
