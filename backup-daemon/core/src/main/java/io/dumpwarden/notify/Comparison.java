package io.dumpwarden.notify;

import io.dumpwarden.catalog.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Holds what is wrong now against what was wrong before. Pure, but for the ids that it makes. */
final class Comparison {

  private final Predicate<KnownProblem> inDoubt;
  private final Changes changes;
  private final Instant now;

  /**
   * @param inDoubt of which it cannot be told at the moment whether they stand: those stay as they
   *     were
   */
  Comparison(Predicate<KnownProblem> inDoubt, Changes changes, Instant now) {
    this.inDoubt = inDoubt;
    this.changes = changes;
    this.now = now;
  }

  /**
   * What stands now, and what is gone of which a receiver does not know yet; what differs from
   * before is added to the changes.
   */
  List<KnownProblem> compare(List<KnownProblem> before, List<FoundProblem> found) {
    Map<String, KnownProblem> known = new HashMap<>();
    before.forEach(problem -> known.merge(problem.key(), problem, Comparison::openFirst));
    Map<String, FoundProblem> standing = new LinkedHashMap<>();
    found.forEach(problem -> standing.putIfAbsent(problem.key(), problem));
    List<KnownProblem> after = new ArrayList<>();
    for (KnownProblem problem : before) {
      FoundProblem same = known.get(problem.key()) == problem ? standing.get(problem.key()) : null;
      after.add(noted(problem, same == null ? gone(problem) : still(problem, same)));
    }
    for (FoundProblem problem : standing.values()) {
      if (!known.containsKey(problem.key()) && problem.settled()) {
        KnownProblem opened = opened(problem);
        changes.problem(opened);
        after.add(opened);
      }
    }
    return after;
  }

  /** Of one key an older one may be known that is gone, and one that stands. */
  private static KnownProblem openFirst(KnownProblem a, KnownProblem b) {
    return a.isOpen() ? a : b;
  }

  private KnownProblem noted(KnownProblem before, KnownProblem after) {
    if (!after.equals(before)) {
      changes.problem(after);
    }
    return after;
  }

  private KnownProblem gone(KnownProblem problem) {
    return problem.isOpen() && !inDoubt.test(problem) ? at(problem, now) : problem;
  }

  private static KnownProblem at(KnownProblem problem, Instant clearedAt) {
    return new KnownProblem(
        problem.id(),
        problem.key(),
        problem.event(),
        problem.severity(),
        problem.title(),
        problem.lines(),
        problem.about(),
        problem.occurrence(),
        problem.occurrences(),
        problem.openedAt(),
        problem.occurredAt(),
        clearedAt);
  }

  /** One that comes back before a receiver knew that it was gone goes on as if it had not been. */
  private KnownProblem still(KnownProblem problem, FoundProblem found) {
    if (!found.settled()) {
      return problem;
    }
    boolean again = !problem.isOpen() || !problem.occurrence().equals(found.occurrence());
    return new KnownProblem(
        problem.id(),
        problem.key(),
        found.event(),
        found.severity(),
        found.title(),
        found.lines(),
        found.about(),
        found.occurrence(),
        problem.occurrences() + (again ? 1 : 0),
        problem.openedAt(),
        again ? now : problem.occurredAt(),
        null);
  }

  private KnownProblem opened(FoundProblem found) {
    return new KnownProblem(
        Ids.next(),
        found.key(),
        found.event(),
        found.severity(),
        found.title(),
        found.lines(),
        found.about(),
        found.occurrence(),
        1,
        now,
        now,
        null);
  }
}
