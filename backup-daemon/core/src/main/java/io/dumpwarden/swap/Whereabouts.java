package io.dumpwarden.swap;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Says what lies where, for the people who have to find it. */
record Whereabouts(TargetSession session) {

  /** Such as: {@code shop has 3 tables, _dumpwarden_old_1a2b3c4d_1 has 2}. */
  String describe(SwapRecord record) {
    List<String> places = new ArrayList<>();
    for (SwappedUnit unit : record.units()) {
      for (String database : List.of(unit.target(), unit.old(), unit.staging())) {
        places.add(describe(database));
      }
    }
    return String.join(", ", places);
  }

  private String describe(String database) {
    try {
      if (!session.hasDatabase(database)) {
        return "%s does not exist".formatted(database);
      }
      return "%s has %d tables"
          .formatted(database, new Holdings(session, database).tables().size());
    } catch (SQLException e) {
      return "%s cannot be asked".formatted(database);
    }
  }
}
