package io.dumpwarden.chunk;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a row's key by which a range falls into two that both have rows. The first column whose
 * values differ within the range decides, so that the next one's turn comes where one value fills
 * it.
 */
record SplitPoint(KeySeeks seeks, KeyRange range, double fraction) {

  /** Empty where all rows are alike in the columns by which ranges can be told. */
  Optional<List<String>> find() throws SQLException {
    Optional<List<String>> bound = search();
    return bound.isPresent() && isFoundFromBothSides(bound.get()) ? bound : Optional.empty();
  }

  /** A server that errs about a key's ranges, as Aria does with some, must not cost rows. */
  private boolean isFoundFromBothSides(List<String> bound) throws SQLException {
    Optional<List<String>> above = seeks.first(range.since(bound));
    return above.isPresent()
        && above.get().subList(0, bound.size()).equals(bound)
        && seeks.last(range.until(bound)).isPresent();
  }

  private Optional<List<String>> search() throws SQLException {
    Optional<List<String>> lowest = seeks.first(range);
    Optional<List<String>> highest = seeks.last(range);
    if (lowest.isEmpty() || highest.isEmpty()) {
      return Optional.empty();
    }
    List<String> min = lowest.get();
    List<String> max = highest.get();
    for (int i = 0; i < min.size(); i++) {
      if (!min.get(i).equals(max.get(i)) && !alike(min, i)) {
        return column(i).values().exact() ? exactly(min, max, i) : byTrying(min, max, i);
      }
    }
    return Optional.empty();
  }

  /** Whether the server takes what differs as the same: upper and lower case, spaces behind. */
  private boolean alike(List<String> min, int at) throws SQLException {
    return !column(at).values().exact() && above(min, at, List.of()).isEmpty();
  }

  private Optional<List<String>> exactly(List<String> min, List<String> max, int at)
      throws SQLException {
    KeyColumn column = column(at);
    for (String guess : column.values().between(min.get(at), max.get(at), fraction)) {
      Optional<List<String>> found = seek(min, at, List.of(column.compare(">=", guess)));
      if (found.isPresent() && column.values().isComparable(found.get().get(at))) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A guess is good when it parts more from the rest than the lowest value. */
  private Optional<List<String>> byTrying(List<String> min, List<String> max, int at)
      throws SQLException {
    KeyColumn column = column(at);
    Optional<List<String>> second = above(min, at, List.of());
    for (String guess : column.values().between(min.get(at), max.get(at), fraction)) {
      Optional<List<String>> found = above(min, at, List.of(column.compare(">=", guess)));
      if (found.isPresent() && !found.equals(second)) {
        return found;
      }
    }
    return second;
  }

  private Optional<List<String>> above(List<String> min, int at, List<String> conditions)
      throws SQLException {
    List<String> all = new ArrayList<>(conditions);
    all.add(column(at).compare(">", min.get(at)));
    return seek(min, at, all);
  }

  /** The lowest key up to that column, where those before it are as the lowest row has them. */
  private Optional<List<String>> seek(List<String> min, int at, List<String> conditions)
      throws SQLException {
    List<String> all = new ArrayList<>(conditions);
    for (int i = 0; i < at; i++) {
      all.add(column(i).compare("=", min.get(i)));
    }
    return seeks.first(range, all).map(row -> row.subList(0, at + 1));
  }

  private KeyColumn column(int at) {
    return seeks.key().columns().get(at);
  }
}
