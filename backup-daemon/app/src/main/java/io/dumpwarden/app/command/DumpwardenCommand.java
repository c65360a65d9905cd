package io.dumpwarden.app.command;

import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.StorageException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
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
      RunCommand.class,
      RunsCommand.class,
      BackupsCommand.class,
      RestoreCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class DumpwardenCommand {

  private DumpwardenCommand() {}

  /** Runs a command line; answers the exit code. */
  public static int run(Map<String, String> environment, String... arguments) {
    CommandContext context = new CommandContext(environment);
    CommandLine line = new CommandLine(new DumpwardenCommand(), factory(context));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(DumpwardenCommand::explain);
    line.setUsageHelpAutoWidth(true);
    return line.execute(arguments);
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

  /** What is wrong and what to do, never a stack trace. */
  private static int explain(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (e instanceof InvalidConfigException invalid) {
      err.println("error: " + invalid.getMessage());
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
