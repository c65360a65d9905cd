package io.dumpwarden.drill;

import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops what drills left on scratch servers: the databases of those that are over by their record.
 * What bears such a name and belongs to no drill that the store knows may be another fleet's and
 * stays.
 */
final class ScratchSweep {

  private static final Logger LOG = LoggerFactory.getLogger(ScratchSweep.class);

  private final DrillStore drills;
  private final ServerInspector inspector;

  ScratchSweep(DrillStore drills, ServerInspector inspector) {
    this.drills = drills;
    this.inspector = inspector;
  }

  void sweep(Connection connection, String server) throws SQLException {
    List<String> left =
        inspector.databases(connection).stream().filter(name -> isLeft(name, server)).toList();
    if (!left.isEmpty()) {
      LOG.info("dropping {} on server {}, left behind by drills that are over", left, server);
      ScratchDatabases.drop(connection, left);
    }
  }

  private boolean isLeft(String database, String server) {
    return ScratchDatabases.tagOf(database)
        .flatMap(drills::ofTag)
        .filter(drill -> drill.scratch().equals(server))
        .filter(drill -> drill.status() != DrillStatus.RUNNING)
        .isPresent();
  }
}
