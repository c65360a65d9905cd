package io.dumpwarden.swap;

import io.dumpwarden.swap.SwappedUnit.Move;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has tables change places, all in one statement. Where each lies is read from the server and not
 * believed from the journal: a server may die within a statement, and not every one undoes a half
 * of it.
 */
final class TableMoves {

  private final TargetSession session;
  private final List<Move> moves;

  TableMoves(TargetSession session, List<SwappedUnit> units) {
    this.session = session;
    this.moves = units.stream().flatMap(unit -> unit.moves().stream()).toList();
  }

  /** Old tables out, new ones in. */
  void forward() throws SQLException {
    rename(moves);
  }

  /** Puts back whatever has moved, be it all, some or nothing. */
  void back() throws SQLException {
    Places places = new Places();
    List<Move> moved = new ArrayList<>();
    for (Move move : moves) {
      if (places.hasMoved(move)) {
        moved.add(move.back());
      }
    }
    // new tables out before old ones in
    Collections.reverse(moved);
    rename(moved);
  }

  /** The moves whose table lies in neither place: somebody took it away. */
  List<Move> lost() throws SQLException {
    Places places = new Places();
    List<Move> lost = new ArrayList<>();
    for (Move move : moves) {
      if (!places.has(move.from(), move.table()) && !places.has(move.to(), move.table())) {
        lost.add(move);
      }
    }
    return lost;
  }

  /** How long the statement is, in bytes at most. */
  static long length(List<SwappedUnit> units) {
    return units.stream()
        .flatMap(unit -> unit.moves().stream())
        .mapToLong(move -> 4L * move.sql().length())
        .sum();
  }

  private void rename(List<Move> some) throws SQLException {
    if (!some.isEmpty()) {
      session.execute(
          some.stream().map(Move::sql).collect(Collectors.joining(", ", "RENAME TABLE ", "")));
    }
  }

  /** Which tables lie where, each database read once. */
  private final class Places {

    private final Map<String, Set<String>> tables = new HashMap<>();

    boolean has(String database, String table) throws SQLException {
      Set<String> known = tables.get(database);
      if (known == null) {
        known = new Holdings(session, database).tables();
        tables.put(database, known);
      }
      return known.contains(table);
    }

    /**
     * A new table has moved when it is gone from staging and what bears its name in the target is
     * not the old one: taking that for new would be its end.
     */
    boolean hasMoved(Move move) throws SQLException {
      if (!move.isOfNewData()) {
        return has(move.to(), move.table());
      }
      boolean oldInPlace = move.replaces() != null && !has(move.replaces(), move.table());
      return !oldInPlace && has(move.to(), move.table()) && !has(move.from(), move.table());
    }
  }
}
