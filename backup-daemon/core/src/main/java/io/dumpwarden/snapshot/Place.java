package io.dumpwarden.snapshot;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Where the binary log stands at a snapshot. */
final class Place {

  private final ServerInspector inspector = new ServerInspector();
  private final ServerFacts server;

  Place(ServerFacts server) {
    this.server = server;
  }

  /** Now; exact where writers are held off. */
  Optional<BinlogPosition> now(Line line, boolean exact) throws SQLException {
    try {
      return inspector
          .position(line.connection(), server)
          .map(it -> new BinlogPosition(it.gtid(), it.file(), it.position(), exact));
    } catch (DumpwardenException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  /**
   * Whether MySQL has no transaction that is in its binary log, or about to be, and not among those
   * that are executed yet. Only told where every transaction has a GTID.
   */
  boolean isQuiet(Line line) throws SQLException {
    if (!server.gtids()) {
      return false;
    }
    try (Statement statement = line.connection().createStatement();
        ResultSet row = statement.executeQuery("SELECT @@GLOBAL.gtid_mode, @@GLOBAL.gtid_owned")) {
      return row.next() && "ON".equals(row.getString(1)) && "".equals(row.getString(2));
    }
  }

  /**
   * What MariaDB says of the snapshots that these connections have. Without a place in a file it
   * tells that of the moment of asking.
   *
   * @throws SQLException when they have different ones: what was to hold writers off did not
   */
  Optional<BinlogPosition> seen(List<Line> lines) throws SQLException {
    Optional<BinlogPosition> first = seen(lines.get(0));
    boolean exact = first.filter(BinlogPosition::exact).isPresent();
    for (Line line : exact ? lines.subList(1, lines.size()) : List.<Line>of()) {
      if (!seen(line).equals(first)) {
        throw new SQLException("somebody wrote although the lock was there");
      }
    }
    return first;
  }

  private Optional<BinlogPosition> seen(Line line) throws SQLException {
    return now(line, false)
        .map(it -> new BinlogPosition(it.gtid(), it.file(), it.position(), it.file() != null));
  }
}
