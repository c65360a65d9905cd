package io.dumpwarden.view;

import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.form.RowForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@code test} command found out, line by line. */
public final class Findings {

  /** How a line ended. */
  public enum Result {
    OK,
    WARNING,
    ERROR,
    FAILED;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean isBad() {
      return this == ERROR || this == FAILED;
    }
  }

  /**
   * One line.
   *
   * @param check what was looked at
   * @param hint what to do; null where there is nothing to do
   */
  public record Finding(String check, String result, String message, @Nullable String hint) {}

  private final List<Finding> lines = new ArrayList<>();
  private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();
  private boolean bad;

  /** What a row that cannot be read leaves to be said. */
  public static Findings ofInvalid(RowForm form, InvalidConfigException e) {
    Findings found = new Findings();
    e.problems()
        .forEach(problem -> found.add("row", Result.ERROR, form.describe(problem), e.hint()));
    return found;
  }

  public void add(String check, Result result, String message, @Nullable String hint) {
    lines.add(new Finding(check, result.id(), message, hint));
    bad |= result.isBad();
  }

  public void ok(String check, String message) {
    add(check, Result.OK, message, null);
  }

  public void warning(String check, String message, String hint) {
    add(check, Result.WARNING, message, hint);
  }

  public void error(String check, DumpwardenException e) {
    add(check, Result.ERROR, "%s (%s)".formatted(e.getMessage(), e.code().code()), e.hint());
  }

  /** Something for machines to read, beside the lines. */
  public void fact(String name, @Nullable Object value) {
    facts.put(name, value);
  }

  public List<Finding> lines() {
    return List.copyOf(lines);
  }

  public boolean isBad() {
    return bad;
  }

  /** All of it as {@code test --json} shows it. */
  public Map<String, @Nullable Object> json(String kind, String name) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put(kind, name);
    all.put("ok", !bad);
    all.putAll(facts);
    all.put("checks", lines);
    return all;
  }
}
