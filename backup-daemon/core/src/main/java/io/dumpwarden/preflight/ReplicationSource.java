package io.dumpwarden.preflight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server that a replica follows.
 *
 * @param channel empty for the one without a name
 * @param running whether it is followed at the moment
 * @param behind seconds; null where the replica does not know
 * @param problem what stopped it; empty where nothing did
 */
record ReplicationSource(
    String host, String channel, boolean running, @Nullable Long behind, String problem) {

  private static final String CHECK = "replication";

  /** Reads a row in the words of its release. */
  static ReplicationSource of(ResultSet row, String source, String replica, String channel)
      throws SQLException {
    boolean running =
        "Yes".equals(row.getString(replica + "_IO_Running"))
            && "Yes".equals(row.getString(replica + "_SQL_Running"));
    String behind = row.getString("Seconds_Behind_" + source);
    String problem =
        Stream.of(row.getString("Last_SQL_Error"), row.getString("Last_IO_Error"))
            .filter(text -> text != null && !text.isEmpty())
            .findFirst()
            .orElse("");
    return new ReplicationSource(
        row.getString(source + "_Host"),
        row.getString(channel),
        running,
        behind == null ? null : Long.valueOf(behind),
        problem);
  }

  Finding finding(Thresholds thresholds) {
    String of = "replica of " + host + (channel.isEmpty() ? "" : " (" + channel + ")");
    if (!running || behind == null) {
      return Finding.warning(
          CHECK,
          of + " that follows it no more" + (problem.isEmpty() ? "" : ": " + problem),
          "start replication again: until then backups hold an old state");
    }
    String state = "%s, %s behind".formatted(of, Spans.text(behind));
    return behind < thresholds.lag().toSeconds()
        ? Finding.ok(CHECK, state)
        : Finding.warning(
            CHECK, state, "let it catch up: backups hold what its source held so long ago");
  }
}
