package io.dumpwarden.metadata;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.RowStates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What reconcile last saw. */
public final class JdbiRowStates implements RowStates {

  private final Database database;

  public JdbiRowStates(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public List<RowState> all() {
    return database.read(
        h ->
            h.select("SELECT * FROM row_state ORDER BY kind, row_key")
                .map((r, c) -> row(r))
                .list());
  }

  @Override
  public void save(RowState state) {
    String sql =
        """
        REPLACE INTO row_state
          (kind, row_key, content_hash, seen_version, seen_since, problem, next_fire_at)
        VALUES (:kind, :key, :hash, :version, :since, :problem, :next)
        """;
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("kind", state.row().kind().table())
                .bind("key", state.row().key())
                .bind("hash", state.contentHash())
                .bind("version", state.seenVersion())
                .bind("since", state.seenSince())
                .bind("problem", state.problem())
                .bind("next", state.nextFireAt())
                .execute());
  }

  @Override
  public void nextFire(RowRef schedule, Instant at) {
    String sql = "UPDATE row_state SET next_fire_at = :at WHERE kind = :kind AND row_key = :key";
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("at", at)
                .bind("kind", schedule.kind().table())
                .bind("key", schedule.key())
                .execute());
  }

  @Override
  public void remove(RowRef row) {
    database.change(
        h ->
            h.createUpdate("DELETE FROM row_state WHERE kind = :kind AND row_key = :key")
                .bind("kind", row.kind().table())
                .bind("key", row.key())
                .execute());
  }

  private static RowState row(ResultSet row) throws SQLException {
    ConfigKind kind = ConfigKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    return new RowState(
        new RowRef(kind, row.getString("row_key")),
        row.getString("content_hash"),
        row.getLong("seen_version"),
        Utc.get(row, "seen_since"),
        row.getString("problem"),
        Utc.find(row, "next_fire_at"));
  }
}
