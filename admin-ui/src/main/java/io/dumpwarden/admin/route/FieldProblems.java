package io.dumpwarden.admin.route;

import io.dumpwarden.config.Nearest;
import io.dumpwarden.error.ErrorCode;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Gathers what is wrong with a request, field by field, to tell it all at once. */
public final class FieldProblems {

  private final List<Problem.Field> found = new ArrayList<>();

  public void add(String field, String message) {
    found.add(new Problem.Field(field, message));
  }

  /** A field that nobody knows, with the one that was probably meant. */
  public void unknown(String field, Collection<String> known) {
    add(
        field,
        "is unknown" + Nearest.to(field, known).map(", did you mean '%s'?"::formatted).orElse(""));
  }

  /**
   * Ends the request with everything that was found, if anything was.
   *
   * @param what cannot be taken: {@code the restore}
   */
  public void throwIfAny(String what) {
    if (found.isEmpty()) {
      return;
    }
    throw new ProblemException(
        Problem.of(HttpStatus.UNPROCESSABLE_CONTENT.getCode(), what + " cannot be taken as it is")
            .because(ErrorCode.CONFIG_INVALID.code(), "correct the named fields and try again")
            .about(List.copyOf(found)));
  }
}
