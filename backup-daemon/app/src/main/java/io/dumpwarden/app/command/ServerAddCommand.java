package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.form.RowForms;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Adds a server, or a whole fleet from a file. */
@Command(
    name = "add",
    description = "Adds a server, or by --from-file many: all of them or none.",
    modelTransformer = RowCommand.Options.class)
final class ServerAddCommand extends AddRow {

  @Option(
      names = "--from-file",
      paramLabel = "FILE",
      description = "Add all servers of a .yaml or .csv file instead.")
  private @Nullable Path fleet;

  @Option(names = "--dry-run", description = "With --from-file: only show what would be added.")
  private boolean dryRun;

  ServerAddCommand(CommandContext context) {
    super(context, RowForms.SERVER);
  }

  /** A file names its servers itself, so that the name may be missing here. */
  @Override
  void addOptions(CommandSpec to) {
    super.addOptions(to);
    PositionalParamSpec name = to.positionalParameters().get(0);
    to.remove(name);
    to.addPositional(PositionalParamSpec.builder(name).arity("0..1").required(false).build());
  }

  @Override
  public Integer call() {
    Path file = fleet;
    if (file == null) {
      refuse(key().isEmpty(), "Missing required parameter: 'NAME'");
      refuse(dryRun, "--dry-run goes with --from-file");
      return super.call();
    }
    refuse(!isAlone(), "--from-file takes no name and no other option than --dry-run");
    FleetInput input = FleetInput.read(file, context().environment());
    try (Platform platform = context().open()) {
      FleetAddition addition = new FleetAddition(platform, input, context().actor());
      return addition.run(dryRun, out(), spec().commandLine().getErr());
    }
  }

  private boolean isAlone() {
    return parsed().matchedPositionals().isEmpty()
        && parsed().matchedOptions().stream()
            .map(OptionSpec::longestName)
            .allMatch(List.of("--from-file", "--dry-run")::contains);
  }

  private void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new ParameterException(spec().commandLine(), message);
    }
  }
}
