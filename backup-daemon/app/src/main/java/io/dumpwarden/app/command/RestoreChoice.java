package io.dumpwarden.app.command;

import io.dumpwarden.app.RestoreWords;
import io.dumpwarden.config.Glob;
import io.dumpwarden.restore.RestoreRequest.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What of a backup is restored, and under which names. A mixin. */
final class RestoreChoice {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = "--database",
      paramLabel = "NEW",
      description =
          "Restore under this name instead of its own: where one database is restored. For several"
              + " see --rename.")
  private @Nullable String database;

  @Option(
      names = "--databases",
      paramLabel = "PATTERNS",
      description =
          "Only these databases of a file that holds several, with * and ?, commas between them.")
  private @Nullable String databases;

  @Option(
      names = "--rename",
      paramLabel = "OLD=NEW",
      description = "Restore database OLD under the name NEW; repeatable.")
  private Map<String, String> renames = new LinkedHashMap<>();

  @Option(
      names = "--table",
      paramLabel = "DB.TABLE",
      description =
          "Only this table, with * and ?; repeatable. TABLE alone where one database is restored.")
  private List<String> tables = new ArrayList<>();

  /**
   * @param held the databases that the backup holds
   */
  Choice of(List<String> held) {
    try {
      List<Glob> patterns = databases == null ? List.of() : Glob.parseList(databases);
      return new Choice(
          patterns,
          database,
          renames,
          tables.stream().map(text -> RestoreWords.table(text, held)).toList());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(mixee.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
