package io.dumpwarden.backup;

import io.dumpwarden.error.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/** Something that a good dump lacks, which makes it partial: by a code of the catalogue. */
public record Shortcoming(ErrorCode code, String message) {

  /** The messages of all in one. */
  public static String describe(List<Shortcoming> shortcomings) {
    return joined(shortcomings.stream().map(Shortcoming::message));
  }

  /** Messages in one line; some end with a statement, and thus with a semicolon. */
  public static String joined(Stream<String> messages) {
    return messages.reduce((all, next) -> all + (all.endsWith(";") ? " " : "; ") + next).orElse("");
  }
}
