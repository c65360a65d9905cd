package io.dumpwarden.app.command;

import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.error.DumpwardenException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@code test} command found out, line by line. */
final class Findings {

  /** How a line ended. */
  enum Result {
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
  record Finding(String check, String result, String message, @Nullable String hint) {}

  private final List<Finding> lines = new ArrayList<>();
  private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();
  private boolean bad;

  /** What a row that cannot be read leaves to be said. */
  static Findings ofInvalid(RowForm form, InvalidConfigException e) {
    Findings found = new Findings();
    e.problems()
        .forEach(problem -> found.add("row", Result.ERROR, form.describe(problem), e.hint()));
    return found;
  }

  void add(String check, Result result, String message, @Nullable String hint) {
    lines.add(new Finding(check, result.id(), message, hint));
    bad |= result.isBad();
  }

  void ok(String check, String message) {
    add(check, Result.OK, message, null);
  }

  void warning(String check, String message, String hint) {
    add(check, Result.WARNING, message, hint);
  }

  void error(String check, DumpwardenException e) {
    add(check, Result.ERROR, "%s (%s)".formatted(e.getMessage(), e.code().code()), e.hint());
  }

  /** Something for machines to read, beside the lines. */
  void fact(String name, @Nullable Object value) {
    facts.put(name, value);
  }

  List<Finding> lines() {
    return List.copyOf(lines);
  }

  boolean isBad() {
    return bad;
  }

  /** Prints everything; answers the exit code. */
  int print(PrintWriter out, boolean json, String kind, String name) {
    if (json) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      all.put(kind, name);
      all.put("ok", !bad);
      all.putAll(facts);
      all.put("checks", lines);
      out.println(Json.of(all));
    } else {
      lines.forEach(line -> print(out, line));
    }
    out.flush();
    return bad ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static void print(PrintWriter out, Finding line) {
    out.printf("%-8s %s: %s%n", line.result(), line.check(), Table.harmless(line.message()));
    if (line.hint() != null) {
      out.printf("%-8s hint: %s%n", "", Table.harmless(line.hint()));
    }
  }
}
