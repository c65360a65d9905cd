package io.dumpwarden.config;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configuration row as it stands in the store, unchecked: plain SQL may have put anything
 * there.
 *
 * @param id stays the same for the row's life, also where a name is used again later
 * @param fields every column of {@link ConfigKind#columns} as text; null where the column is NULL;
 *     booleans as {@code true}/{@code false}
 * @param version counts the edits, for optimistic locking
 */
public record ConfigRow(
    ConfigKind kind,
    String id,
    Map<String, @Nullable String> fields,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** The row's name: {@code shop}, or {@code nightly/local} for a retention rule. */
  public String key() {
    return String.join("/", kind.keyColumns().stream().map(c -> "" + fields.get(c)).toList());
  }

  /** What names the row among all others. */
  public RowRef ref() {
    return new RowRef(kind, key());
  }
}
