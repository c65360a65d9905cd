package io.dumpwarden.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The configuration tables. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface ConfigRows {

  /** All rows of all kinds, read in one transaction, so that they fit each other. */
  List<ConfigRow> all();

  List<ConfigRow> list(ConfigKind kind);

  Optional<ConfigRow> find(ConfigKind kind, String key);

  /**
   * Adds a row; columns that {@code fields} leaves out get the table's defaults.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code ALREADY_EXISTS}
   */
  default void insert(ConfigKind kind, Map<String, @Nullable String> fields) {
    insert(kind, null, fields);
  }

  /**
   * The same under an id that was given to it elsewhere.
   *
   * @param id null for a new one
   */
  void insert(ConfigKind kind, @Nullable String id, Map<String, @Nullable String> fields);

  /**
   * Sets the given columns of a row and counts its version up.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code CONFIG_CONFLICT} where the row no longer
   *     has the expected version, {@code NOT_FOUND} where it is gone
   */
  void update(
      ConfigKind kind, String key, long expectedVersion, Map<String, @Nullable String> fields);

  /**
   * Runs the work as one transaction: all that it changes in the metadata store, on this thread,
   * holds, or none of it. Not tried again where it collides with others.
   */
  <R> R together(Supplier<R> work);

  /** Removes a row; {@code NOT_FOUND} where it is gone already. History keeps the name. */
  void delete(ConfigKind kind, String key);
}
