package io.dumpwarden.client;

import io.dumpwarden.error.DumpwardenException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the target refused of a dump, and where in the dump that stands. */
public record LoadErrors(ErrorLines lines, LineContexts contexts) {

  /** None. */
  LoadErrors() {
    this(new ErrorLines(), new LineContexts());
  }

  public long count() {
    return lines.count();
  }

  /** The first ones. */
  public List<SqlError> first() {
    return lines.kept().stream()
        .map(error -> new SqlError(error.line(), error.message(), context(error)))
        .toList();
  }

  /** A failure with the part of the dump that its first error stands in. */
  public DumpwardenException located(DumpwardenException failure) {
    List<SqlError> all = first();
    String context = all.isEmpty() ? null : all.get(0).context();
    return context == null
        ? failure
        : new DumpwardenException(
            failure.code(),
            "%s (in: %s)".formatted(failure.getMessage(), context),
            failure.hint(),
            failure);
  }

  private @Nullable String context(SqlError error) {
    return error.context() != null || error.line() == 0
        ? error.context()
        : contexts.at(error.line()).orElse(null);
  }
}
