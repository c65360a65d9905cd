package io.dumpwarden.dump;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call of a dump tool.
 *
 * @param options on its command line
 * @param tables in its option file, where thousands of them have room
 * @param databases what it dumps
 */
record DumpPass(List<String> options, List<TableOption> tables, List<String> databases) {

  private static final int SHOWN = 20;

  /** An option about one table: {@code ignore-table}. */
  record TableOption(String name, TableName table) {
    String line() {
      return DefaultsFile.option(name, table.key());
    }

    String argument() {
      return "--%s=%s".formatted(name, table.key());
    }
  }

  DumpPass {
    options = List.copyOf(options);
    tables = List.copyOf(tables);
    databases = List.copyOf(databases);
  }

  /**
   * Tells the tool to pass tables over.
   *
   * @param kept what is not to be passed over
   * @throws DumpwardenException {@code CONFIG_INVALID} where it would take one of those for one of
   *     these
   */
  static List<TableOption> passOver(String option, Set<TableName> tables, Set<TableName> kept) {
    Map<String, TableName> likenesses = new HashMap<>();
    tables.forEach(table -> likenesses.put(table.likeness(), table));
    for (TableName other : tables.isEmpty() ? Set.<TableName>of() : kept) {
      TableName like = likenesses.get(other.likeness());
      if (like != null) {
        throw new DumpwardenException(
            ErrorCode.CONFIG_INVALID,
            "%s cannot be left out without %s: dump tools do not tell the two names apart"
                .formatted(like.key(), other.key()),
            "exclude both or neither, or rename one",
            null);
      }
    }
    return tables.stream().map(table -> new TableOption(option, table)).toList();
  }

  /** The program's arguments behind its option file. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(options);
    // Behind the two dashes a name is a name, whatever it begins with.
    arguments.addAll(List.of("--databases", "--"));
    arguments.addAll(databases);
    return arguments;
  }

  List<String> fileLines() {
    return tables.stream().map(TableOption::line).toList();
  }

  /** All that the tool is told, but for the connection. */
  List<String> allOptions() {
    List<String> all = new ArrayList<>(options);
    tables.forEach(table -> all.add(table.argument()));
    return List.copyOf(all);
  }

  /** For people, in one line. */
  String shown(ClientProgram program) {
    List<String> words = new ArrayList<>(List.of(program.path().toString()));
    words.add("--defaults-file=...");
    words.addAll(options);
    tables.stream().limit(SHOWN).map(TableOption::argument).forEach(words::add);
    if (tables.size() > SHOWN) {
      words.add("... (%d more)".formatted(tables.size() - SHOWN));
    }
    words.addAll(List.of("--databases", "--"));
    words.addAll(databases);
    return quoted(words);
  }

  private static String quoted(Collection<String> words) {
    return String.join(" ", words.stream().map(DumpPass::quoted).toList());
  }

  private static String quoted(String word) {
    String visible = word.replaceAll("\\p{Cntrl}", "?");
    return visible.matches("[A-Za-z0-9_./=,:+%@()-]+|\\.\\.\\. \\(\\d+ more\\)")
        ? visible
        : "'" + visible.replace("'", "'\\''") + "'";
  }
}
