package io.dumpwarden.metadata;

import io.dumpwarden.access.ApiToken;
import io.dumpwarden.access.ApiTokens;
import io.dumpwarden.access.Role;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tokens as rows. */
public final class JdbiApiTokens implements ApiTokens {

  private final Database database;

  public JdbiApiTokens(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public Optional<ApiToken> ofDigest(String digest) {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM api_token WHERE token_hash = :digest")
                .bind("digest", digest)
                .map((r, c) -> read(r))
                .findOne());
  }

  @Override
  public Optional<ApiToken> find(String name) {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM api_token WHERE name = :name")
                .bind("name", name)
                .map((r, c) -> read(r))
                .findOne());
  }

  @Override
  public List<ApiToken> list(@Nullable String after, int limit) {
    String sql = "SELECT * FROM api_token WHERE name > :after ORDER BY name LIMIT :limit";
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .map((r, c) -> read(r))
                .list());
  }

  @Override
  public Optional<Instant> nextExpiry(Instant now) {
    String sql = "SELECT MIN(expires_at) AS ends FROM api_token WHERE expires_at > :now";
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("now", now)
                .map((r, c) -> Optional.ofNullable(Utc.find(r, "ends")))
                .one());
  }

  @Override
  public void insert(ApiToken token, String digest) {
    String sql =
        """
        INSERT INTO api_token (id, name, token_hash, role, created_by, created_at, expires_at)
        VALUES (:id, :name, :digest, :role, :createdBy, :createdAt, :expiresAt)
        """;
    try {
      database.change(
          h ->
              h.createUpdate(sql)
                  .bind("id", token.id())
                  .bind("name", token.name())
                  .bind("digest", digest)
                  .bind("role", token.role().id())
                  .bind("createdBy", token.createdBy())
                  .bind("createdAt", token.createdAt())
                  .bind("expiresAt", token.expiresAt())
                  .execute());
    } catch (DumpwardenException e) {
      throw e.code() == ErrorCode.ALREADY_EXISTS
          ? new DumpwardenException(
              e.code(), "there is a token '%s' already".formatted(token.name()), e.getCause())
          : e;
    }
  }

  @Override
  public void used(String id, Instant at) {
    database.change(
        h ->
            h.createUpdate("UPDATE api_token SET last_used_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", id)
                .execute());
  }

  @Override
  public void delete(String id) {
    database.change(
        h -> h.createUpdate("DELETE FROM api_token WHERE id = :id").bind("id", id).execute());
  }

  @Override
  public <R> R together(Supplier<R> work) {
    return database.together(work);
  }

  private static ApiToken read(ResultSet row) throws SQLException {
    return new ApiToken(
        row.getString("id"),
        row.getString("name"),
        Role.of(row.getString("role")).orElse(Role.VIEWER),
        row.getString("created_by"),
        Utc.get(row, "created_at"),
        Utc.find(row, "expires_at"),
        Utc.find(row, "last_used_at"));
  }
}
