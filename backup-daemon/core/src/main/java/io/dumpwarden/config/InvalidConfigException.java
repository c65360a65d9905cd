package io.dumpwarden.config;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration row that cannot be used; carries everything that is wrong with it at once. */
public final class InvalidConfigException extends DumpwardenException {

  private final transient RowRef row;
  private final transient List<Problem> problems;

  public InvalidConfigException(RowRef row, List<Problem> problems) {
    super(
        ErrorCode.CONFIG_INVALID,
        problems.stream().map(Problem::toString).collect(Collectors.joining("; ", row + ": ", "")));
    this.row = row;
    this.problems = List.copyOf(problems);
  }

  public RowRef row() {
    return row;
  }

  /** At least one, in the order of the row's columns as far as they were read in it. */
  public List<Problem> problems() {
    return problems;
  }
}
