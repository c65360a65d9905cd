package io.dumpwarden.metadata;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The configuration tables. Column names come from {@link ConfigKind#columns} alone. */
public final class JdbiConfigRows implements ConfigRows {

  private static final Set<String> BOOLEANS =
      Set.of(
          "enabled",
          "protected",
          "keep_forever",
          "include_system",
          "companions",
          "exclude_empty",
          "exclude_data",
          "exclude_users");

  private final Database database;

  public JdbiConfigRows(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public List<ConfigRow> all() {
    return database.snapshot(
        h -> {
          List<ConfigRow> rows = new ArrayList<>();
          for (ConfigKind kind : ConfigKind.values()) {
            rows.addAll(list(h, kind));
          }
          return rows;
        });
  }

  @Override
  public List<ConfigRow> list(ConfigKind kind) {
    return database.read(h -> list(h, kind));
  }

  @Override
  public Optional<ConfigRow> find(ConfigKind kind, String key) {
    return database.read(h -> find(h, kind, key));
  }

  @Override
  public void insert(ConfigKind kind, @Nullable String id, Map<String, @Nullable String> fields) {
    List<String> columns = known(kind, fields);
    String sql =
        "INSERT INTO %s (id, %s) VALUES (COALESCE(:_id, UUID()), %s)"
            .formatted(
                kind.table(),
                String.join(", ", columns),
                columns.stream().map(c -> ":" + c).collect(Collectors.joining(", ")));
    try {
      database.change(h -> bind(h.createUpdate(sql), columns, fields).bind("_id", id).execute());
    } catch (DumpwardenException e) {
      throw named(e, kind);
    }
  }

  @Override
  public void update(
      ConfigKind kind, String key, long expectedVersion, Map<String, @Nullable String> fields) {
    List<String> columns = known(kind, fields);
    String sql =
        """
        UPDATE %s SET %s version = version + 1, updated_at = UTC_TIMESTAMP(6)
        WHERE id = :_id AND version = :_version
        """
            .formatted(
                kind.table(),
                columns.stream().map(c -> c + " = :" + c + ", ").collect(Collectors.joining()));
    try {
      database.change(
          h -> {
            ConfigRow row = find(h, kind, key).orElseThrow(() -> gone(kind, key));
            int changed =
                bind(h.createUpdate(sql), columns, fields)
                    .bind("_id", row.id())
                    .bind("_version", expectedVersion)
                    .execute();
            if (changed == 0) {
              throw conflict(h, kind, row);
            }
          });
    } catch (DumpwardenException e) {
      throw named(e, kind);
    }
  }

  @Override
  public void delete(ConfigKind kind, String key) {
    String sql = "DELETE FROM %s WHERE id = :id".formatted(kind.table());
    database.change(
        h -> {
          ConfigRow row = find(h, kind, key).orElseThrow(() -> gone(kind, key));
          if (h.createUpdate(sql).bind("id", row.id()).execute() == 0) {
            throw gone(kind, key);
          }
        });
  }

  @Override
  public <R> R together(Supplier<R> work) {
    return database.together(work);
  }

  private static List<ConfigRow> list(Handle h, ConfigKind kind) {
    String sql =
        "SELECT * FROM %s ORDER BY %s"
            .formatted(kind.table(), String.join(", ", kind.keyColumns()));
    return h.select(sql).map((row, c) -> row(kind, row)).list();
  }

  private static Optional<ConfigRow> find(Handle h, ConfigKind kind, String key) {
    String sql =
        "SELECT * FROM %s WHERE CONCAT_WS('/', %s) = :key"
            .formatted(kind.table(), String.join(", ", kind.keyColumns()));
    return h.createQuery(sql).bind("key", key).map((row, c) -> row(kind, row)).findFirst();
  }

  private static ConfigRow row(ConfigKind kind, ResultSet row) throws SQLException {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    for (String column : kind.columns()) {
      fields.put(column, text(row, column));
    }
    return new ConfigRow(
        kind,
        row.getString("id"),
        fields,
        row.getLong("version"),
        Utc.get(row, "created_at"),
        Utc.get(row, "updated_at"));
  }

  private static @Nullable String text(ResultSet row, String column) throws SQLException {
    return BOOLEANS.contains(column)
        ? Boolean.toString(row.getInt(column) != 0)
        : row.getString(column);
  }

  private static Update bind(
      Update update, List<String> columns, Map<String, @Nullable String> fields) {
    for (String column : columns) {
      update.bind(column, value(column, fields.get(column)));
    }
    return update;
  }

  /** MySQL takes no text for a BOOLEAN; anything but the two words is left for it to refuse. */
  private static @Nullable String value(String column, @Nullable String text) {
    if (!BOOLEANS.contains(column) || text == null) {
      return text;
    }
    return switch (text) {
      case "true" -> "1";
      case "false" -> "0";
      default -> text;
    };
  }

  private static List<String> known(ConfigKind kind, Map<String, @Nullable String> fields) {
    for (String name : fields.keySet()) {
      if (!kind.columns().contains(name)) {
        throw new DumpwardenException(
            ErrorCode.CONFIG_INVALID, "a %s has no field '%s'".formatted(kind.table(), name));
      }
    }
    return kind.columns().stream().filter(fields::containsKey).toList();
  }

  private static DumpwardenException gone(ConfigKind kind, String key) {
    return new DumpwardenException(
        ErrorCode.NOT_FOUND, "there is no %s '%s'".formatted(kind.table(), key));
  }

  private static DumpwardenException conflict(Handle h, ConfigKind kind, ConfigRow row) {
    String sql = "SELECT COUNT(*) FROM %s WHERE id = :id".formatted(kind.table());
    boolean there = h.createQuery(sql).bind("id", row.id()).mapTo(Long.class).one() > 0;
    return there
        ? new DumpwardenException(
            ErrorCode.CONFIG_CONFLICT,
            "%s '%s' was changed by somebody else meanwhile".formatted(kind.table(), row.key()))
        : gone(kind, row.key());
  }

  private static DumpwardenException named(DumpwardenException e, ConfigKind kind) {
    return e.code() == ErrorCode.ALREADY_EXISTS
        ? new DumpwardenException(
            e.code(), "there is a %s of this name already".formatted(kind.table()), e.getCause())
        : e;
  }
}
