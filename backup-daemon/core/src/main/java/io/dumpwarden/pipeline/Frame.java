package io.dumpwarden.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of a dump that is compressed by itself, and can be read without the others.
 *
 * @param tables of which it holds something; none for what belongs to no table
 * @param range of the key that its rows have, for people; null for anything but part of a table
 * @param offset where it begins in the compressed file, before encryption
 * @param packedBytes its compressed length, before encryption
 * @param rawBytes its length as SQL
 * @param digest XXH3-64 of its SQL, as 16 hexadecimal digits
 * @param rows that it inserts; null where they were not counted
 */
public record Frame(
    FrameKind kind,
    List<FrameTable> tables,
    @Nullable String range,
    long offset,
    long packedBytes,
    long rawBytes,
    String digest,
    @Nullable Long rows) {

  public Frame {
    tables = List.copyOf(tables);
    if (offset < 0 || packedBytes < 0 || rawBytes < 0) {
      throw new IllegalArgumentException("a frame's place and lengths are not negative");
    }
  }

  /** Which it is, for people: {@code the frame at byte 4096 (rows of shop.orders, 1..500)}. */
  public String describe() {
    String names =
        tables.stream()
            .limit(3)
            .map(table -> table.database() + "." + table.table())
            .collect(Collectors.joining(", "));
    return "the frame at byte %d (%s%s%s%s)"
        .formatted(
            offset,
            kind.name().toLowerCase(Locale.ROOT),
            names.isEmpty() ? "" : " of " + names,
            tables.size() > 3 ? " and %d more".formatted(tables.size() - 3) : "",
            range == null ? "" : ", " + range);
  }

  /** The same at its place in the file. */
  public Frame at(long place) {
    return new Frame(kind, tables, range, place, packedBytes, rawBytes, digest, rows);
  }
}
