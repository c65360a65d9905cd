package io.dumpwarden.app.command;

import io.dumpwarden.access.InvalidFieldsException;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.StorageException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The root of the command line. */
@Command(
    name = "dumpwarden",
    description = "Backs up fleets of MySQL and MariaDB servers.",
    mixinStandardHelpOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ServerCommand.class,
      StorageCommand.class,
      ScheduleCommand.class,
      RetentionCommand.class,
      ChannelCommand.class,
      NotificationCommand.class,
      SettingCommand.class,
      BackupCommand.class,
      RunCommand.class,
      RunsCommand.class,
      BackupsCommand.class,
      DumpOptionsCommand.class,
      VerifyCommand.class,
      RestoreCommand.class,
      RestoresCommand.class,
      CopyCommand.class,
      CatalogCommand.class,
      SelfBackupCommand.class,
      RecoveryKitCommand.class,
      DrillCommand.class,
      DrillsCommand.class,
      ReportCommand.class,
      AuditCommand.class,
      DecryptCommand.class,
      KeyCommand.class,
      UserCommand.class,
      TokenCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class DumpwardenCommand {

  private DumpwardenCommand() {}

  /** Runs a command line; answers the exit code. */
  public static int run(Map<String, String> environment, String... arguments) {
    return line(new CommandContext(environment, System.in)).execute(arguments);
  }

  /** The same, reading and writing elsewhere than at the terminal. */
  static int run(
      Map<String, String> environment,
      InputStream in,
      PrintWriter out,
      PrintWriter err,
      String... arguments) {
    CommandLine line = line(new CommandContext(environment, in));
    line.setOut(out);
    line.setErr(err);
    return line.execute(arguments);
  }

  static CommandLine line(CommandContext context) {
    CommandLine line = new CommandLine(new DumpwardenCommand(), factory(context));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // @daily is a cron, not a file of arguments
    line.setExpandAtFiles(false);
    line.setExecutionExceptionHandler(DumpwardenCommand::explain);
    line.setParameterExceptionHandler(new UsageErrors());
    line.setUsageHelpAutoWidth(true);
    addHelp(line);
    return line;
  }

  /** Every command explains itself. */
  private static void addHelp(CommandLine line) {
    if (!line.getCommandSpec().optionsMap().containsKey("--help")) {
      line.getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .type(boolean.class)
                  .description("Explain this command.")
                  .build());
    }
    new HashSet<>(line.getSubcommands().values()).forEach(DumpwardenCommand::addHelp);
  }

  /** Commands with a constructor that takes the context get it. */
  private static IFactory factory(CommandContext context) {
    IFactory otherwise = CommandLine.defaultFactory();
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        for (var constructor : type.getDeclaredConstructors()) {
          if (constructor.getParameterCount() == 1
              && constructor.getParameterTypes()[0] == CommandContext.class) {
            return type.cast(constructor.newInstance(context));
          }
        }
        return otherwise.create(type);
      }
    };
  }

  /**
   * Everything that is wrong with a row, a line each, in the words of the command line where it is
   * about its options.
   */
  private static List<String> problems(InvalidConfigException e, CommandLine line) {
    return line.getCommand() instanceof DescribesProblems command
        ? e.problems().stream().map(command::describe).toList()
        : List.of(String.valueOf(e.getMessage()));
  }

  /** What is wrong and what to do, never a stack trace. */
  private static int explain(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (e instanceof InvalidConfigException invalid) {
      problems(invalid, line).forEach(problem -> err.println("error: " + problem));
      return ExitCode.USAGE;
    }
    if (e instanceof InvalidFieldsException invalid) {
      invalid.problems().forEach(problem -> err.println("error: " + problem));
      return ExitCode.USAGE;
    }
    if (e instanceof DumpwardenException known) {
      err.println("error: " + known.getMessage() + " (" + known.code().code() + ")");
      err.println("hint: " + known.hint());
      return known.code() == io.dumpwarden.error.ErrorCode.CONFIG_INVALID
          ? ExitCode.USAGE
          : ExitCode.FAILED;
    }
    if (e instanceof StorageException storage) {
      err.println("error: " + storage.getMessage());
      return ExitCode.FAILED;
    }
    org.slf4j.LoggerFactory.getLogger(DumpwardenCommand.class)
        .error("command {} failed unexpectedly", parsed.commandSpec().qualifiedName(), e);
    err.println("error: unexpected: " + e);
    return ExitCode.FAILED;
  }
}
