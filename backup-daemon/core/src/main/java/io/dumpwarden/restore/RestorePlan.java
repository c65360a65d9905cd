package io.dumpwarden.restore;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a restore would change, found out by reading alone.
 *
 * @param source where the data comes from, for people
 * @param differences between the source's server and the target that the load will meet
 * @param warnings what people should know besides
 * @param refusals why it may not run, beside the databases' obstacles
 */
public record RestorePlan(
    RestoreRequest request,
    String source,
    List<DatabasePlan> databases,
    List<Difference> differences,
    List<String> warnings,
    List<String> refusals) {

  public RestorePlan {
    databases = List.copyOf(databases);
    differences = List.copyOf(differences);
    warnings = List.copyOf(warnings);
    refusals = List.copyOf(refusals);
  }

  /** The same, with more reasons why it may not run. */
  public RestorePlan refused(List<String> reasons) {
    return new RestorePlan(
        request,
        source,
        databases,
        differences,
        warnings,
        Stream.concat(refusals.stream(), reasons.stream()).toList());
  }

  public boolean mayRun() {
    return problems().isEmpty();
  }

  /** What drops the old data first is not begun where it is known to fail. */
  private Stream<String> stopping() {
    boolean drops = databases.stream().anyMatch(d -> d.action() == DatabasePlan.Action.LOAD_OVER);
    return drops && !request.load().continueOnError()
        ? differences.stream()
            .filter(difference -> difference.stops(request.load().rewrites()))
            .map(Difference::line)
        : Stream.of();
  }

  /** Everything that keeps it from running. */
  public List<String> problems() {
    return Stream.of(
            refusals.stream(),
            databases.stream().flatMap(database -> database.obstacles().stream()),
            stopping())
        .flatMap(problems -> problems)
        .toList();
  }

  /**
   * Throws where it may not run.
   *
   * @throws DumpwardenException {@code TARGET_NOT_EMPTY}, {@code RESTORE_REFUSED} with everything
   *     that keeps it from running
   */
  public void requireRunnable() {
    if (mayRun()) {
      return;
    }
    boolean notEmpty =
        databases.stream().anyMatch(database -> database.action() == DatabasePlan.Action.REFUSE);
    ErrorCode code = notEmpty ? ErrorCode.TARGET_NOT_EMPTY : ErrorCode.RESTORE_REFUSED;
    boolean several = notEmpty && databases.size() > 1;
    throw new DumpwardenException(
        code,
        String.join("; ", problems()),
        // several cannot all get one new name
        several
            ? "restore them beside by --into-new or --rename OLD=NEW, or replace what is there by --replace"
            : code.hint(),
        null);
  }

  /** Whether what is there is kept until the new data can take its place. */
  boolean replaces() {
    return databases.stream()
        .anyMatch(database -> database.action() == DatabasePlan.Action.REPLACE);
  }

  /** Whether it goes on where an earlier restore stopped. */
  boolean resumes() {
    return databases.stream().anyMatch(database -> database.action() == DatabasePlan.Action.RESUME);
  }

  /** The databases' names in the target by those in the source. */
  public Map<String, String> names() {
    return databases.stream().collect(Collectors.toMap(DatabasePlan::from, DatabasePlan::to));
  }

  /** The databases of the target whose data will be gone, which a safety backup is to hold. */
  public List<String> endangered() {
    return databases.stream()
        .filter(
            database ->
                database.action() == DatabasePlan.Action.REPLACE
                    || database.action() == DatabasePlan.Action.LOAD_OVER)
        .map(DatabasePlan::to)
        .toList();
  }
}
