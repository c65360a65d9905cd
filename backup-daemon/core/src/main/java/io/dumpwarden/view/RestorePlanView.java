package io.dumpwarden.view;

import io.dumpwarden.restore.DatabasePlan;
import io.dumpwarden.restore.Difference;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.source.ObjectKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a restore would change, as JSON. */
public record RestorePlanView(
    boolean dryRun,
    boolean mayRun,
    String source,
    String server,
    List<Database> databases,
    List<Differing> differences,
    List<String> warnings,
    List<String> problems,
    List<String> safetyBackupOf) {

  /**
   * @param action create, fill, refuse, replace or load-over
   * @param there how many objects of each kind the target has
   */
  public record Database(String from, String to, String action, Map<String, Integer> there) {}

  /**
   * @param effect fails, loses or note
   */
  public record Differing(String effect, String message) {}

  public static RestorePlanView of(RestorePlan plan) {
    return new RestorePlanView(
        true,
        plan.mayRun(),
        plan.source(),
        plan.request().target().name(),
        plan.databases().stream().map(RestorePlanView::database).toList(),
        plan.differences().stream().map(RestorePlanView::differing).toList(),
        plan.warnings(),
        plan.problems(),
        plan.request().safetyBackup() ? plan.endangered() : List.of());
  }

  private static Database database(DatabasePlan database) {
    Map<String, Integer> there =
        Arrays.stream(ObjectKind.values())
            .filter(kind -> database.there() != null && !database.there().names(kind).isEmpty())
            .collect(
                Collectors.toMap(
                    kind -> kind.word() + "s", kind -> database.there().names(kind).size()));
    return new Database(database.from(), database.to(), database.action().id(), there);
  }

  private static Differing differing(Difference difference) {
    return new Differing(difference.effect().name().toLowerCase(Locale.ROOT), difference.line());
  }
}
