package io.dumpwarden.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The portions of one table that are still to be loaded. Workers that load it at once are kept
 * apart: each goes on behind what it loaded before, so that no two insert into the same pages. Not
 * safe for use by many threads.
 */
final class TableRuns {

  /** Portions one behind the other, for one worker. */
  private static final class Run {
    private int owner;
    private int from;
    private int to;

    Run(int owner, int from, int to) {
      this.owner = owner;
      this.from = from;
      this.to = to;
    }

    int length() {
      return to - from;
    }
  }

  private static final int NOBODY = -1;

  /** More than this is never lost at once, and never waits in a server's temporary file. */
  private static final long AT_ONCE = 256L * 1024 * 1024;

  private final List<Portion> portions;
  private final boolean fillsAtOnce;
  private final List<Run> runs = new ArrayList<>();
  private long weightLeft;
  private int active;
  private boolean begun;

  /**
   * @param fillsAtOnce whether the first portions are better loaded as one
   */
  TableRuns(List<Portion> portions, boolean fillsAtOnce) {
    this.portions = List.copyOf(portions);
    this.fillsAtOnce = fillsAtOnce;
    this.weightLeft = portions.stream().mapToLong(Portion::weight).sum();
    runs.add(new Run(NOBODY, 0, portions.size()));
  }

  /** Of what nobody took yet. */
  long weightLeft() {
    return weightLeft;
  }

  /** How many workers are at it. */
  int active() {
    return active;
  }

  boolean hasMore() {
    return runs.stream().anyMatch(run -> run.length() > 0);
  }

  boolean isOver() {
    return active == 0 && !hasMore();
  }

  /**
   * Whether another worker may begin with it: servers fill an empty table faster, and let nobody
   * else in meanwhile.
   */
  boolean isOpen() {
    return hasMore() && (active == 0 || begun);
  }

  /**
   * What a worker is to load next.
   *
   * @param atMost the weight of several portions that may be loaded as one
   */
  Portion take(int worker, long atMost) {
    Run run = own(worker).orElseGet(() -> another(worker));
    List<Portion> taken = new ArrayList<>();
    taken.add(portions.get(run.from++));
    if (fillsAtOnce && !begun && active == 0) {
      more(taken, run, atMost);
    }
    Portion portion = taken.size() == 1 ? taken.get(0) : Portion.of(taken);
    active++;
    weightLeft -= portion.weight();
    return portion;
  }

  void done() {
    active--;
    begun = true;
  }

  private void more(List<Portion> taken, Run run, long atMost) {
    long weight = taken.get(0).weight();
    long bytes = taken.get(0).rawBytes();
    while (run.length() > 0) {
      Portion next = portions.get(run.from);
      weight += next.weight();
      bytes += next.rawBytes();
      if (weight > atMost || bytes > AT_ONCE) {
        return;
      }
      taken.add(next);
      run.from++;
    }
  }

  private Optional<Run> own(int worker) {
    return runs.stream().filter(run -> run.owner == worker && run.length() > 0).findFirst();
  }

  /** The farther half of the longest one. */
  private Run another(int worker) {
    Run longest = runs.stream().max(Comparator.comparingInt(Run::length)).orElseThrow();
    if (longest.owner == NOBODY || longest.length() == 1) {
      longest.owner = worker;
      return longest;
    }
    int middle = (longest.from + longest.to + 1) / 2;
    Run half = new Run(worker, middle, longest.to);
    longest.to = middle;
    runs.add(half);
    return half;
  }
}
