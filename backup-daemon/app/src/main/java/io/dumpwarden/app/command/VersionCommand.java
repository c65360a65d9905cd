package io.dumpwarden.app.command;

import io.dumpwarden.app.BuildInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which version this is. */
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandContext.out(spec)
        .printf("dumpwarden %s (Java %s)%n", BuildInfo.version(), Runtime.version().toString());
    return ExitCode.DONE;
  }
}
