package io.dumpwarden.access;

import io.dumpwarden.config.Problem;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;

/** A user or a token that cannot be made so; carries everything that is wrong with it at once. */
public final class InvalidFieldsException extends DumpwardenException {

  private final transient List<Problem> problems;

  /**
   * @param what the thing: {@code user ada}
   * @param problems with the fields named as JSON names them
   */
  public InvalidFieldsException(String what, List<Problem> problems) {
    super(
        ErrorCode.CONFIG_INVALID,
        problems.stream()
            .map(Problem::toString)
            .collect(Collectors.joining("; ", what + ": ", "")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
