package io.dumpwarden.metadata;

import io.dumpwarden.access.Session;
import io.dumpwarden.access.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions as rows. */
public final class JdbiSessions implements Sessions {

  private final Database database;

  public JdbiSessions(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public Optional<Open> ofDigest(String digest) {
    String sql =
        """
        SELECT s.*, u.id AS u_id, u.name AS u_name, u.role AS u_role, u.enabled AS u_enabled,
          u.must_change_password AS u_must_change_password,
          u.password_set_at AS u_password_set_at, u.last_login_at AS u_last_login_at,
          u.version AS u_version, u.created_at AS u_created_at, u.updated_at AS u_updated_at
        FROM session s JOIN user u ON u.id = s.user_id
        WHERE s.session_hash = :digest
        """;
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("digest", digest)
                .map((r, c) -> new Open(read(r), JdbiUsers.read(r, "u_")))
                .findOne());
  }

  @Override
  public List<Session> ofUser(String userId) {
    String sql =
        "SELECT * FROM session WHERE user_id = :user ORDER BY created_at DESC, id LIMIT 500";
    return database.read(
        h -> h.createQuery(sql).bind("user", userId).map((r, c) -> read(r)).list());
  }

  @Override
  public void insert(Session session, String digest) {
    String sql =
        """
        INSERT INTO session
          (id, session_hash, user_id, address, user_agent, created_at, last_seen_at, expires_at)
        VALUES
          (:id, :digest, :user, :address, :agent, :createdAt, :lastSeenAt, :expiresAt)
        """;
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("id", session.id())
                .bind("digest", digest)
                .bind("user", session.userId())
                .bind("address", session.address())
                .bind("agent", session.userAgent())
                .bind("createdAt", session.createdAt())
                .bind("lastSeenAt", session.lastSeenAt())
                .bind("expiresAt", session.expiresAt())
                .execute());
  }

  @Override
  public void seen(String id, Instant at) {
    database.change(
        h ->
            h.createUpdate("UPDATE session SET last_seen_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", id)
                .execute());
  }

  @Override
  public boolean end(String userId, String id) {
    return database.write(
        h ->
            h.createUpdate("DELETE FROM session WHERE id = :id AND user_id = :user")
                    .bind("id", id)
                    .bind("user", userId)
                    .execute()
                > 0);
  }

  @Override
  public int endAll(String userId, @Nullable String except) {
    return database.write(
        h ->
            h.createUpdate("DELETE FROM session WHERE user_id = :user AND id <> :except")
                .bind("user", userId)
                .bind("except", except == null ? "" : except)
                .execute());
  }

  @Override
  public int prune(Instant expiredBefore, Instant unseenSince) {
    return database.write(
        h ->
            h.createUpdate(
                    "DELETE FROM session WHERE expires_at <= :expired OR last_seen_at <= :seen")
                .bind("expired", expiredBefore)
                .bind("seen", unseenSince)
                .execute());
  }

  private static Session read(ResultSet row) throws SQLException {
    return new Session(
        row.getString("id"),
        row.getString("user_id"),
        row.getString("address"),
        row.getString("user_agent"),
        Utc.get(row, "created_at"),
        Utc.get(row, "last_seen_at"),
        Utc.get(row, "expires_at"));
  }
}
