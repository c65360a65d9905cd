package io.dumpwarden.admin.page;

import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.restore.DatabasePlan;
import io.dumpwarden.restore.DatabasePlan.Action;
import io.dumpwarden.restore.Difference;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.restore.RestoreRequest.Users.Which;
import io.dumpwarden.source.ObjectKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The third step: what would happen; and the fourth: confirming it.
 *
 * @param isProtected whether the target is
 * @param mayConfirm whether the caller may restore into it
 * @param problem what kept the last try from beginning; null before
 */
public record RestorePlanPage(
    RestoreWords words,
    BackupRow row,
    RestorePlan plan,
    boolean isProtected,
    boolean mayConfirm,
    @Nullable Problem problem,
    Map<String, String> errors) {

  public String target() {
    return plan.request().target().name();
  }

  /** Whether the target's name is to be typed. */
  public boolean asksForName() {
    return isProtected || !plan.endangered().isEmpty();
  }

  public boolean accountsOnly() {
    return plan.request().users().which() == Which.ONLY;
  }

  public boolean withAccounts() {
    return plan.request().users().which() != Which.NONE;
  }

  public boolean someTables() {
    return !plan.request().choice().tables().isEmpty();
  }

  public boolean inPlace() {
    return plan.request().existing() == Existing.IN_PLACE;
  }

  /** The names as they are shown: what is confirmed is not to get others, with a later time. */
  public List<RestoreWords.Word> names() {
    return plan.databases().stream()
        .filter(database -> !database.from().equals(database.to()))
        .flatMap(database -> RestoreWords.renaming(database.from(), database.to()))
        .toList();
  }

  /** What happens to a database, in words. */
  public String what(DatabasePlan database) {
    return switch (database.action()) {
      case CREATE -> "is made";
      case FILL -> "is filled; it is there and empty";
      case RESUME -> "is filled on, where an earlier restore stopped";
      case REFUSE -> "is in the way";
      case REPLACE -> someTables() ? "these tables are swapped" : "is replaced by a swap";
      case LOAD_OVER ->
          someTables() ? "these tables are dropped and loaded anew" : "is emptied, then loaded";
    };
  }

  public String tone(DatabasePlan database) {
    return switch (database.action()) {
      case CREATE, FILL, RESUME -> database.obstacles().isEmpty() ? "good" : "bad";
      case REPLACE -> "warn";
      case REFUSE, LOAD_OVER -> "bad";
    };
  }

  public boolean atRisk(DatabasePlan database) {
    return database.action() == Action.REPLACE || database.action() == Action.LOAD_OVER;
  }

  /** What the target has under that name: {@code 3 tables, 1 view}. */
  public String there(DatabasePlan database) {
    var there = database.there();
    if (there == null) {
      return "nothing";
    }
    String counts =
        Arrays.stream(ObjectKind.values())
            .filter(kind -> !there.names(kind).isEmpty())
            .map(kind -> counted(there.names(kind).size(), kind.word()))
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "empty" : counts;
  }

  private static String counted(int count, String word) {
    return "%s %s%s".formatted(Words.number(count), word, count == 1 ? "" : "s");
  }

  /** Whether some database is in the way only because of how it is to be treated. */
  public boolean notEmpty() {
    return plan.databases().stream().anyMatch(database -> database.action() == Action.REFUSE);
  }

  /** Changes to the dump's statements that the differences call for and nobody wanted yet. */
  public List<String> remedies() {
    return plan.differences().stream()
        .map(Difference::remedy)
        .filter(Objects::nonNull)
        .filter(remedy -> !plan.request().load().rewrites().contains(remedy))
        .map(remedy -> remedy.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .distinct()
        .toList();
  }

  /** Whether the load is known to stop at a statement that the target does not take. */
  public boolean loadWillFail() {
    return !plan.request().load().continueOnError()
        && plan.differences().stream()
            .anyMatch(difference -> difference.stops(plan.request().load().rewrites()));
  }

  public String effect(Difference difference) {
    boolean mended =
        difference.remedy() != null
            && plan.request().load().rewrites().contains(difference.remedy());
    return switch (difference.effect()) {
      case FAILS -> mended ? "taken care of" : "the load will fail";
      case LOSES -> mended ? "taken care of" : "will not be as it was";
      case NOTE -> "note";
    };
  }

  public String tone(Difference difference) {
    return switch (effect(difference)) {
      case "taken care of" -> "good";
      case "the load will fail" -> "bad";
      case "note" -> "mute";
      default -> "warn";
    };
  }
}
