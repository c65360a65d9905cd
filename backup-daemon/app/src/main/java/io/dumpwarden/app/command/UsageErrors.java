package io.dumpwarden.app.command;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, without repeating values that may be secrets. */
final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("error: " + message(e));
    boolean incomplete =
        e.getClass() == ParameterException.class && !line.getSubcommands().isEmpty();
    if (e instanceof UnmatchedArgumentException unmatched) {
      UnmatchedArgumentException.printSuggestions(unmatched, err);
    } else if (incomplete) {
      line.usage(err);
    }
    if (!incomplete) {
      err.printf("hint: see `%s --help`%n", line.getCommandSpec().qualifiedName());
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    return String.valueOf(e.getMessage())
        .replaceFirst("(?s)^option '(\\S+)' should be specified without .*", "$1 takes no value");
  }

  /** What follows an unknown option may be a password that it was meant to take. */
  private static String unmatched(UnmatchedArgumentException e) {
    List<String> options =
        e.getUnmatched().stream()
            .filter(argument -> argument.startsWith("-"))
            .map(argument -> argument.replaceFirst("=.*", ""))
            .toList();
    return options.isEmpty()
        ? String.valueOf(e.getMessage())
        : "unknown option " + String.join(", ", options);
  }
}
