package io.dumpwarden.form;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.Problem;
import java.util.List;

/**
 * How the rows of one kind are named, given and shown.
 *
 * @param noun the word for people
 * @param options the columns, in the order in which people are asked for them
 */
public record RowForm(ConfigKind kind, String noun, String plural, List<RowOption> options) {

  /** The problem, with the option that it is about. */
  public String describe(Problem problem) {
    return options.stream()
            .filter(o -> o.column().equals(problem.field()))
            .map(RowOption::shownName)
            .findFirst()
            .orElse(problem.field())
        + ": "
        + problem.message();
  }
}
