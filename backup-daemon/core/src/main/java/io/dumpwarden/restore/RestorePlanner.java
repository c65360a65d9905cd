package io.dumpwarden.restore;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.swap.Obstacle;
import io.dumpwarden.swap.SwapPlan;
import io.dumpwarden.swap.Swaps;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds out what a restore would change; reads only. Safe for use by many threads. */
public final class RestorePlanner {

  private final TargetTools tools;

  public RestorePlanner(TargetTools tools) {
    this.tools = tools;
  }

  /**
   * Looks at the target.
   *
   * @throws DumpwardenException {@code NO_DATABASES} where nothing is chosen, {@code
   *     CONFIG_INVALID} where the wishes contradict each other or the server is of the other
   *     flavor, {@code SERVER_UNREACHABLE}, {@code ACCESS_DENIED}, …
   */
  public RestorePlan plan(RestoreSource source, RestoreRequest request) {
    try (Connection connection = tools.connector().connect(request.target().login())) {
      ServerFacts facts = tools.inspector().facts(connection, request.target().login());
      TargetLook look = new TargetLook(tools, connection, request);
      Map<String, String> names =
          new TargetNames(request, tools.clock().instant(), look.foldsNames()).of(source);
      List<DatabasePlan> databases = look.at(names);
      RestorePlan plain =
          new RestorePlan(
              request,
              source.describe(),
              databases,
              Differences.of(source, names.keySet(), connection, facts),
              warnings(source, facts, request),
              refusals(source, request, databases));
      return plain.replaces() ? withSwap(plain, source, connection) : plain;
    } catch (SQLException e) {
      throw gone(request, e);
    }
  }

  /**
   * Looks at the target once more.
   *
   * @throws DumpwardenException {@code TARGET_CHANGED} where something else would happen now than
   *     was planned
   */
  void requireUnchanged(RestorePlan plan) {
    RestoreRequest request = plan.request();
    try (Connection connection = tools.connector().connect(request.target().login())) {
      List<DatabasePlan> now = new TargetLook(tools, connection, request).at(plan.names());
      for (DatabasePlan planned : plan.databases()) {
        now.stream()
            .filter(database -> database.from().equals(planned.from()))
            .filter(database -> database.action() != planned.action())
            .findFirst()
            .ifPresent(
                database -> {
                  throw new DumpwardenException(
                      ErrorCode.TARGET_CHANGED,
                      "database %s on server %s was to be %s, and now it would be %s"
                          .formatted(
                              planned.to(),
                              request.target().name(),
                              planned.action().outcome(),
                              database.action().outcome()));
                });
      }
    } catch (SQLException e) {
      throw gone(request, e);
    }
  }

  private RestorePlan withSwap(RestorePlan plain, RestoreSource source, Connection connection) {
    LoadedCheck check = new LoadedCheck(source, plain.request());
    Swaps swaps = new Swaps(tools.connector(), tools.inspector(), new DefinitionClient(tools));
    SwapPlan swap = swaps.plan(connection, TargetUnits.all(plain, check));
    List<String> refusals = new ArrayList<>(plain.refusals());
    swap.obstacles().stream().map(Obstacle::line).forEach(refusals::add);
    List<String> warnings = new ArrayList<>(plain.warnings());
    warnings.addAll(swap.warnings());
    return new RestorePlan(
        plain.request(),
        plain.source(),
        plain.databases(),
        plain.differences(),
        warnings,
        refusals);
  }

  private static List<String> warnings(
      RestoreSource source, ServerFacts facts, RestoreRequest request) {
    List<String> warnings = new ArrayList<>(source.warnings());
    if (request.load().withoutBinlog() && facts.binlog()) {
      warnings.add(
          "replicas of server %s will not get what is loaded: its binary log is left out"
              .formatted(request.target().name()));
    }
    return warnings;
  }

  /** Which tables are chosen has to be known before others are replaced. */
  private static List<String> refusals(
      RestoreSource source, RestoreRequest request, List<DatabasePlan> databases) {
    List<String> refusals = new ArrayList<>();
    if (request.choice().tables().isEmpty()) {
      return refusals;
    }
    LoadedCheck check = new LoadedCheck(source, request);
    for (DatabasePlan database : databases) {
      boolean known = check.held(database.from()).isPresent();
      if (!known && database.action() == DatabasePlan.Action.REPLACE) {
        refusals.add(
            "what tables %s holds is not known, so that single ones cannot be put in place of others: add --in-place, or restore under a new name"
                .formatted(source.describe()));
      }
    }
    boolean allKnown =
        databases.stream().allMatch(database -> check.held(database.from()).isPresent());
    boolean none =
        databases.stream().allMatch(database -> check.chosenTables(database.from()).isEmpty());
    if (allKnown && none) {
      refusals.add("%s holds no table that is chosen".formatted(source.describe()));
    }
    return refusals;
  }

  private static DumpwardenException gone(RestoreRequest request, SQLException e) {
    return new DumpwardenException(
        ErrorCode.SERVER_GONE,
        "server %s went away: %s".formatted(request.target().name(), e.getMessage()),
        e);
  }
}
