package io.dumpwarden.config;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Configuration rows without a database, with the tables' defaults and their NOT NULL columns. */
public final class MemoryConfigRows implements ConfigRows {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");

  private final Map<String, ConfigRow> rows = new TreeMap<>();

  public MemoryConfigRows(List<ConfigRow> rows) {
    rows.forEach(row -> insert(row.kind(), given(row)));
  }

  @Override
  public List<ConfigRow> all() {
    return new ArrayList<>(rows.values());
  }

  @Override
  public List<ConfigRow> list(ConfigKind kind) {
    return rows.values().stream().filter(row -> row.kind() == kind).toList();
  }

  @Override
  public Optional<ConfigRow> find(ConfigKind kind, String key) {
    return Optional.ofNullable(rows.get(new RowRef(kind, key).toString()));
  }

  @Override
  public <R> R together(Supplier<R> work) {
    return work.get();
  }

  @Override
  public void insert(ConfigKind kind, @Nullable String id, Map<String, @Nullable String> fields) {
    Map<String, @Nullable String> all = new HashMap<>();
    kind.columns().forEach(column -> all.put(column, kind.standards().get(column)));
    all.putAll(fields);
    ConfigRow row = row(kind, all, 1);
    if (rows.putIfAbsent(row.ref().toString(), row) != null) {
      throw new DumpwardenException(ErrorCode.ALREADY_EXISTS, row.ref() + " exists");
    }
  }

  @Override
  public void update(
      ConfigKind kind, String key, long expectedVersion, Map<String, @Nullable String> fields) {
    ConfigRow row = find(kind, key).orElseThrow(() -> gone(key));
    if (row.version() != expectedVersion) {
      throw new DumpwardenException(ErrorCode.CONFIG_CONFLICT, key + " was changed");
    }
    Map<String, @Nullable String> all = new HashMap<>(row.fields());
    all.putAll(fields);
    rows.put(row.ref().toString(), row(kind, all, row.version() + 1));
  }

  @Override
  public void delete(ConfigKind kind, String key) {
    if (rows.remove(new RowRef(kind, key).toString()) == null) {
      throw gone(key);
    }
  }

  private static Map<String, @Nullable String> given(ConfigRow row) {
    Map<String, @Nullable String> given = new HashMap<>(row.fields());
    given.values().removeIf(Objects::isNull);
    return given;
  }

  private static ConfigRow row(
      ConfigKind kind, Map<String, @Nullable String> fields, long version) {
    for (String column : kind.standards().keySet()) {
      if (fields.get(column) == null) {
        throw new IllegalStateException(column + " cannot be null");
      }
    }
    return new ConfigRow(kind, kind + "-id", fields, version, NOW, NOW);
  }

  private static DumpwardenException gone(String key) {
    return new DumpwardenException(ErrorCode.NOT_FOUND, "there is no " + key);
  }
}
