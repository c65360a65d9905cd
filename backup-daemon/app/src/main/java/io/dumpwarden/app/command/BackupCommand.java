package io.dumpwarden.app.command;

import io.dumpwarden.config.SelectionMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Backups that somebody asks for, without a schedule. */
@Command(
    name = "backup",
    description = "Backs up databases of a server now, in this process.",
    synopsisSubcommandLabel = "MODE",
    subcommands = {
      BackupCommand.All.class,
      BackupCommand.Filter.class,
      BackupCommand.Single.class,
      BackupCommand.Primary.class,
      BackupCommand.Secondary.class,
      BackupCommand.Separated.class
    })
final class BackupCommand {

  private static final String WITH_COMPANIONS =
      "With each database also its companions: those of its name and a companion's suffix.";

  @Command(name = "all", description = "Every database, in one combined file.")
  static final class All extends BackupMode {
    All(CommandContext context) {
      super(context, SelectionMode.ALL);
    }
  }

  @Command(name = "separated", description = "Every database, one file each.")
  static final class Separated extends BackupMode {
    Separated(CommandContext context) {
      super(context, SelectionMode.SEPARATED);
    }
  }

  @Command(
      name = "filter",
      description = {
        "The databases that are named, in one combined file or one each.",
        "On a terminal, without names, a list to pick from."
      })
  static final class Filter extends BackupMode {

    @Option(
        names = "--db",
        paramLabel = "NAME",
        description = "A database, or those that the pattern matches; repeatable.")
    private List<String> names = new ArrayList<>();

    @Option(
        names = "--db-file",
        paramLabel = "FILE",
        description = "The same, from a file: one per line, comments after #.")
    private @Nullable String file;

    @Option(
        names = "--mode",
        paramLabel = "single-file|multi-file",
        description = "One combined file, or one each; one each where not given.")
    private @Nullable String fileMode;

    @Option(names = "--companions", description = WITH_COMPANIONS)
    private boolean companions;

    Filter(CommandContext context) {
      super(context, SelectionMode.FILTER);
    }

    @Override
    void choose(SpecWords words) {
      words
          .list(
              "include_databases",
              SpecWords.namesAndPatterns(SpecWords.joined(names, NameFile.read(file))))
          .put("file_mode", fileMode)
          .flag("companions", companions);
    }
  }

  @Command(
      name = "single",
      description = {
        "One database, with its companions where wanted, one file each.",
        "On a terminal, without a name, a list to pick from."
      })
  static final class Single extends BackupMode {

    @Option(
        names = {"--database", "--db"},
        paramLabel = "NAME",
        description = "The database.")
    private @Nullable String database;

    @Option(names = "--companions", description = WITH_COMPANIONS)
    private boolean companions;

    Single(CommandContext context) {
      super(context, SelectionMode.SINGLE);
    }

    @Override
    void choose(SpecWords words) {
      words
          .list(
              "include_databases",
              database == null ? List.of() : SpecWords.literals(List.of(database)))
          .flag("companions", companions);
    }
  }

  /** Databases told apart by the secondary marker in their names. */
  abstract static class Marked extends BackupMode {

    @Option(
        names = "--prefix",
        paramLabel = "TEXT",
        description = "Only databases whose names begin so.")
    private @Nullable String prefix;

    @Option(names = "--companions", description = WITH_COMPANIONS)
    private boolean companions;

    Marked(CommandContext context, SelectionMode mode) {
      super(context, mode);
    }

    @Override
    final void choose(SpecWords words) {
      words.put("name_prefix", prefix).flag("companions", companions);
    }
  }

  @Command(
      name = "primary",
      description =
          "Databases without the secondary marker and without a companion's suffix, one file each.")
  static final class Primary extends Marked {
    Primary(CommandContext context) {
      super(context, SelectionMode.PRIMARY);
    }
  }

  @Command(name = "secondary", description = "Databases with the secondary marker, one file each.")
  static final class Secondary extends Marked {
    Secondary(CommandContext context) {
      super(context, SelectionMode.SECONDARY);
    }
  }
}
