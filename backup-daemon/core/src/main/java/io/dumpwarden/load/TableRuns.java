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

  private final List<Portion> portions;
  private final List<Run> runs = new ArrayList<>();
  private long bytesLeft;
  private int active;
  private boolean begun;

  TableRuns(List<Portion> portions) {
    this.portions = List.copyOf(portions);
    this.bytesLeft = portions.stream().mapToLong(Portion::rawBytes).sum();
    runs.add(new Run(NOBODY, 0, portions.size()));
  }

  long bytesLeft() {
    return bytesLeft;
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

  /** What a worker is to load next. */
  Portion take(int worker) {
    Run run = own(worker).orElseGet(() -> another(worker));
    Portion portion = portions.get(run.from++);
    active++;
    bytesLeft -= portion.rawBytes();
    return portion;
  }

  void done() {
    active--;
    begun = true;
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
