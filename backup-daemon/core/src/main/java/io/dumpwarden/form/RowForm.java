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

  /** How JSON names a column; the column's own name where it is none of the form's. */
  public String jsonName(String column) {
    return options.stream()
        .filter(option -> option.column().equals(column))
        .map(RowOption::jsonName)
        .findFirst()
        .orElse(column);
  }

  /** Whether a column of its rows holds settings that depend on the type. */
  public boolean hasSettings() {
    return options.stream().anyMatch(RowOption::isSetting);
  }

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
