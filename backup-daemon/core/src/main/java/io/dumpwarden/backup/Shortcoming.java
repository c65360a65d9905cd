package io.dumpwarden.backup;

import io.dumpwarden.error.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;

/** Something that a good dump lacks, which makes it partial: by a code of the catalogue. */
record Shortcoming(ErrorCode code, String message) {

  /** The messages of all in one. */
  static String describe(List<Shortcoming> shortcomings) {
    return shortcomings.stream().map(Shortcoming::message).collect(Collectors.joining("; "));
  }
}
