package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RecoveryKit;
import io.dumpwarden.app.RecoveryKitMaker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what to keep in a safe. */
@Command(
    name = "recovery-kit",
    description = {
      "Prints what to keep in a safe, so that metadata store and backups can be brought back when",
      "everything but the storages is lost. Secrets are not in it unless they are asked for."
    })
final class RecoveryKitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write it to this new file (0600) instead.")
  private @Nullable Path output;

  @Option(
      names = "--show-master-key",
      description = "Have the master key itself in it: who has that can read all passwords.")
  private boolean showMasterKey;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  RecoveryKitCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      RecoveryKit kit = new RecoveryKitMaker(platform).make(showMasterKey);
      String text = json ? Json.of(kit) + "\n" : RecoveryKitText.of(kit);
      Path file = output;
      if (file == null) {
        CommandContext.out(spec).print(text);
        CommandContext.out(spec).flush();
      } else {
        write(text, file.toAbsolutePath());
        CommandContext.out(spec).printf("wrote %s%n", file);
      }
      return ExitCode.DONE;
    }
  }

  private static void write(String text, Path file) {
    OutputFile target = new OutputFile(file, false);
    target.requireFree();
    try {
      target.write(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
