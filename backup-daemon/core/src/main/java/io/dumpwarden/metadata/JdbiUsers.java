package io.dumpwarden.metadata;

import io.dumpwarden.access.Role;
import io.dumpwarden.access.User;
import io.dumpwarden.access.Users;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Users as rows. */
public final class JdbiUsers implements Users {

  private final Database database;

  public JdbiUsers(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public Optional<User> find(String name) {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM user WHERE name = :name")
                .bind("name", name)
                .map((r, c) -> read(r, ""))
                .findOne());
  }

  @Override
  public Optional<Credentials> credentials(String name) {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM user WHERE name = :name")
                .bind("name", name)
                .map((r, c) -> credentials(r))
                .findOne());
  }

  @Override
  public Optional<Credentials> lock(String id) {
    return database.write(
        h ->
            h.createQuery("SELECT * FROM user WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map((r, c) -> credentials(r))
                .findOne());
  }

  @Override
  public List<User> list(@Nullable String after, int limit) {
    String sql = "SELECT * FROM user WHERE name > :after ORDER BY name LIMIT :limit";
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .map((r, c) -> read(r, ""))
                .list());
  }

  @Override
  public void insert(User user, Secret passwordHash) {
    try {
      database.change(h -> insert(h, user, passwordHash));
    } catch (DumpwardenException e) {
      throw e.code() == ErrorCode.ALREADY_EXISTS
          ? new DumpwardenException(
              e.code(), "there is a user '%s' already".formatted(user.name()), e.getCause())
          : e;
    }
  }

  @Override
  public boolean insertFirst(User user, Secret passwordHash) {
    try {
      return database.write(
          h -> {
            boolean none =
                h.select("SELECT 1 FROM user LIMIT 1").mapTo(Integer.class).list().isEmpty();
            if (none) {
              insert(h, user, passwordHash);
            }
            return none;
          });
    } catch (DumpwardenException e) {
      if (e.code() == ErrorCode.ALREADY_EXISTS) {
        // another node was faster
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean update(User user, long expectedVersion) {
    String sql =
        """
        UPDATE user SET role = :role, enabled = :enabled, version = version + 1,
          updated_at = UTC_TIMESTAMP(6)
        WHERE id = :id AND version = :version
        """;
    return database.write(
        h ->
            h.createUpdate(sql)
                    .bind("role", user.role().id())
                    .bind("enabled", user.enabled())
                    .bind("id", user.id())
                    .bind("version", expectedVersion)
                    .execute()
                > 0);
  }

  @Override
  public void setPassword(String id, Secret passwordHash, boolean mustChange, Instant at) {
    String sql =
        """
        UPDATE user SET password_hash = :hash, must_change_password = :mustChange,
          password_set_at = :at, updated_at = UTC_TIMESTAMP(6)
        WHERE id = :id
        """;
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("hash", passwordHash.reveal())
                .bind("mustChange", mustChange)
                .bind("at", at)
                .bind("id", id)
                .execute());
  }

  @Override
  public void strengthen(String id, Secret before, Secret after) {
    String sql =
        "UPDATE user SET password_hash = :after WHERE id = :id AND password_hash = :before";
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("after", after.reveal())
                .bind("id", id)
                .bind("before", before.reveal())
                .execute());
  }

  @Override
  public void loggedIn(String id, Instant at) {
    database.change(
        h ->
            h.createUpdate("UPDATE user SET last_login_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", id)
                .execute());
  }

  @Override
  public void delete(String id) {
    database.change(
        h -> h.createUpdate("DELETE FROM user WHERE id = :id").bind("id", id).execute());
  }

  @Override
  public List<String> lockAdmins() {
    String sql = "SELECT id FROM user WHERE role = :role AND enabled ORDER BY id FOR UPDATE";
    return database.write(
        h -> h.createQuery(sql).bind("role", Role.ADMIN.id()).mapTo(String.class).list());
  }

  @Override
  public <R> R together(Supplier<R> work) {
    return database.together(work);
  }

  private static void insert(Handle h, User user, Secret passwordHash) {
    String sql =
        """
        INSERT INTO user
          (id, name, password_hash, role, enabled, must_change_password, password_set_at, version,
           created_at, updated_at)
        VALUES
          (:id, :name, :hash, :role, :enabled, :mustChange, :passwordSetAt, 1, :createdAt,
           :updatedAt)
        """;
    h.createUpdate(sql)
        .bind("id", user.id())
        .bind("name", user.name())
        .bind("hash", passwordHash.reveal())
        .bind("role", user.role().id())
        .bind("enabled", user.enabled())
        .bind("mustChange", user.mustChangePassword())
        .bind("passwordSetAt", user.passwordSetAt())
        .bind("createdAt", user.createdAt())
        .bind("updatedAt", user.updatedAt())
        .execute();
  }

  private static Credentials credentials(ResultSet row) throws SQLException {
    return new Credentials(read(row, ""), Secret.of(row.getString("password_hash")));
  }

  /**
   * @param prefix of the columns, where several tables are read at once
   */
  static User read(ResultSet row, String prefix) throws SQLException {
    return new User(
        row.getString(prefix + "id"),
        row.getString(prefix + "name"),
        // a role of a later version, or a direct edit: the least
        Role.of(row.getString(prefix + "role")).orElse(Role.VIEWER),
        row.getBoolean(prefix + "enabled"),
        row.getBoolean(prefix + "must_change_password"),
        Utc.get(row, prefix + "password_set_at"),
        Utc.find(row, prefix + "last_login_at"),
        row.getLong(prefix + "version"),
        Utc.get(row, prefix + "created_at"),
        Utc.get(row, prefix + "updated_at"));
  }
}
