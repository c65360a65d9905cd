package io.dumpwarden.app.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which databases a backup leaves out. */
final class ExcludeOptions {

  @Option(
      names = "--include-system",
      description = "Also the server's own databases that can be dumped: mysql and sys.")
  private boolean includeSystem;

  @Option(
      names = "--exclude-system",
      description = "Not the server's own databases; so where not given.")
  private boolean excludeSystem;

  @Option(
      names = "--exclude-db",
      paramLabel = "NAME",
      description = "Not this database, or those that the pattern matches; repeatable.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--exclude-db-file",
      paramLabel = "FILE",
      description = "The same, from a file: one per line, comments after #.")
  private @Nullable String file;

  @Option(names = "--exclude-empty", description = "Not databases that hold nothing.")
  private boolean excludeEmpty;

  void into(SpecWords spec) {
    if (includeSystem && excludeSystem) {
      throw new IllegalArgumentException(
          "--include-system contradicts --exclude-system: give one of them");
    }
    spec.flag("include_system", includeSystem)
        .list(
            "exclude_databases",
            SpecWords.namesAndPatterns(SpecWords.joined(names, NameFile.read(file))))
        .flag("exclude_empty", excludeEmpty);
  }
}
