package io.dumpwarden.pipeline;

import java.util.List;
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
  }

  /** The same at its place in the file. */
  public Frame at(long place) {
    return new Frame(kind, tables, range, place, packedBytes, rawBytes, digest, rows);
  }
}
