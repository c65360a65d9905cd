package io.dumpwarden.load;

import io.dumpwarden.script.SqlName;
import java.sql.SQLException;
import java.util.Optional;

/** A table of an engine without transactions, which is to be as its definition made it. */
record EmptiedTable(String quoted, String part, TargetSession session) {

  /** MariaDB truncates no table that keeps former rows. */
  private static final int VERSIONED = 4137;

  /** An archive loses no rows: that of a table without any is nothing to be emptied. */
  private static final int NOT_OF_THIS_ENGINE = 1031;

  static EmptiedTable of(Portion portion, TargetSession session) {
    return new EmptiedTable(SqlName.quoted(portion.source().table()), portion.name(), session);
  }

  /**
   * Empties it; its database has to be in use.
   *
   * @param counter where its auto-increment is to go on
   * @throws Refused where the server does not
   */
  void make(Optional<String> counter) {
    try {
      run("TRUNCATE TABLE " + quoted);
    } catch (Refused e) {
      int code = e.refusal().getErrorCode();
      if (code == VERSIONED) {
        run("DELETE FROM " + quoted);
        run("DELETE HISTORY FROM " + quoted);
      } else if (code != NOT_OF_THIS_ENGINE || hasRows()) {
        throw e;
      }
    }
    counter.ifPresent(next -> run("ALTER TABLE %s AUTO_INCREMENT=%s".formatted(quoted, next)));
  }

  private boolean hasRows() {
    String sql = "SELECT 1 FROM %s LIMIT 1".formatted(quoted);
    try {
      return !session.column(sql).isEmpty();
    } catch (SQLException e) {
      throw new Refused(e, part, SqlText.of(sql));
    }
  }

  private void run(String sql) {
    try {
      session.execute(sql);
    } catch (SQLException e) {
      throw new Refused(e, part, SqlText.of(sql));
    }
  }
}
