package io.dumpwarden.backup;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Something that a good dump lacks, which makes it partial: by a code of the catalogue. */
public record Shortcoming(ErrorCode code, String message) {

  /**
   * What a manifest says that its dump lacks. Those from before it said so in its own words have
   * lists of what is missing.
   */
  public static List<Shortcoming> of(Manifest manifest) {
    List<Shortcoming> lacks = new ArrayList<>();
    for (Manifest.Shortcoming said : manifest.shortcomings()) {
      ErrorCode.of(said.code()).ifPresent(code -> lacks.add(new Shortcoming(code, said.message())));
    }
    if (lacks.isEmpty() && !manifest.brokenViews().isEmpty()) {
      lacks.add(new Shortcoming(ErrorCode.VIEWS_BROKEN, "views were left out, see the manifest"));
    }
    if (lacks.isEmpty() && !manifest.missing().isEmpty()) {
      lacks.add(
          new Shortcoming(ErrorCode.OBJECTS_MISSING, "objects are missing, see the manifest"));
    }
    return List.copyOf(lacks);
  }

  /** The messages of all in one. */
  public static String describe(List<Shortcoming> shortcomings) {
    return joined(shortcomings.stream().map(Shortcoming::message));
  }

  /** Messages in one line; some end with a statement, and thus with a semicolon. */
  public static String joined(Stream<String> messages) {
    return messages.reduce((all, next) -> all + (all.endsWith(";") ? " " : "; ") + next).orElse("");
  }
}
