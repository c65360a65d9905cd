package io.dumpwarden.app.command;

import io.dumpwarden.config.BackupSpecParser;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.SelectionMode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A backup that somebody asks for, of databases chosen in one of the modes. */
@Command(sortOptions = false)
abstract class BackupMode implements Callable<Integer>, DescribesProblems {

  private static final Map<String, String> OPTIONS =
      Map.of(
          "include_databases", "--db",
          "exclude_databases", "--exclude-db",
          "file_mode", "--mode",
          "name_prefix", "--prefix",
          "exclude_tables", "--exclude-table",
          "dump_options", "--dump-option",
          "encryption_key", "--key-id",
          "file_name", "--filename",
          "parallel_dumps", "--parallel");

  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;
  @Mixin private ExcludeOptions exclude;
  @Mixin private ContentOptions contents;
  @Mixin private FormatOptions format;
  @Mixin private TicketOption ticket;

  @Option(
      names = "--dry-run",
      description = "Show what would be written and removed; write nothing.")
  private boolean dryRun;

  @Option(names = "--ask", description = "Show the same, then ask before doing it.")
  private boolean ask;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;
  private final SelectionMode mode;

  BackupMode(CommandContext context, SelectionMode mode) {
    this.context = context;
    this.mode = mode;
  }

  /** Adds what this mode's own options say. */
  void choose(SpecWords words) {}

  @Override
  public final Integer call() throws InterruptedException {
    BackupWish wish = checked(this::wish);
    return new BackupWork(context, spec, wish).run();
  }

  @Override
  public final String describe(Problem problem) {
    String option = OPTIONS.getOrDefault(problem.field(), "--" + problem.field().replace('_', '-'));
    return option + ": " + problem.message();
  }

  private BackupWish wish() {
    SpecWords words = new SpecWords().put("mode", mode.id());
    choose(words);
    target.into(words);
    exclude.into(words);
    contents.into(words);
    format.into(words);
    boolean unnamed = needsNames() && !words.words().containsKey("include_databases");
    checkAsking(unnamed);
    if (!unnamed) {
      BackupSpecParser.parse(new HashMap<>(words.words()));
    }
    return new BackupWish(
        target,
        words,
        ticket,
        ticket.value(),
        format.key().orElse(null),
        unnamed,
        dryRun,
        ask,
        json);
  }

  private boolean needsNames() {
    return mode == SelectionMode.FILTER || mode == SelectionMode.SINGLE;
  }

  /** A script is never asked. */
  private void checkAsking(boolean unnamed) {
    if (ask && !Terminal.isInteractive()) {
      throw new IllegalArgumentException("--ask asks a person, and nobody is at a terminal");
    }
    if (unnamed && (json || !Terminal.isInteractive())) {
      throw new IllegalArgumentException(
          mode == SelectionMode.SINGLE
              ? "name the database by --database"
              : "name the databases by --db or --db-file");
    }
  }

  /** What is wrong with the options' values is a usage error. */
  private <T> T checked(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
