package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.VerifyWiring;
import io.dumpwarden.config.Sizes;
import io.dumpwarden.verify.CopyVerifier;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads copies again and holds them against what was proven. */
@Command(
    name = "verify",
    description = {
      "Reads stored copies to their end: size, SHA-256, decryption, decompression, the dump's end"
          + " marker, what it holds, and the manifest. A copy that is lost is written anew from a good"
          + " one.",
      "Ends with 0 where all are good, with 1 where one is missing, corrupt or unreadable and was"
          + " not repaired, with 3 where some could not be checked."
    })
final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private VerifyChoice choice;

  @Mixin private GivenKey key;

  @Option(
      names = "--quick",
      description = "Only ask the storages whether all is there and has its size; read nothing.")
  private boolean quick;

  @Option(names = "--no-repair", description = "Only say what is lost.")
  private boolean noRepair;

  @Option(
      names = "--rate",
      paramLabel = "SIZE",
      description =
          "How much to read in a second at most, as 50MiB; 0 for no limit. Setting verify_rate"
              + " unless given.")
  private @Nullable String rate;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  VerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    choice.check(spec.commandLine());
    Long given = rate == null ? null : bytes(rate);
    try (Platform platform = context.open()) {
      long limit =
          given == null
              ? platform.snapshots().get().settings().verification().bytesPerSecond()
              : given;
      VerifyWiring wiring =
          new VerifyWiring(platform, key.addedTo(platform.keyring(), context), limit);
      return verify(platform, wiring);
    }
  }

  private int verify(Platform platform, VerifyWiring wiring) {
    CopyVerifier verifier = wiring.verifier();
    CopyVerifier.Mode mode = new CopyVerifier.Mode(quick, !noRepair);
    VerifyReport report = new VerifyReport(CommandContext.out(spec), json);
    report.begin();
    try {
      choice.each(
          platform,
          wiring.verifications(),
          copy -> verifier.verify(copy.backupId(), copy.id(), mode).ifPresent(report::add));
    } finally {
      report.end();
    }
    return report.exitCode();
  }

  private long bytes(String text) {
    try {
      return text.equals("0") ? 0 : Sizes.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--rate: " + e.getMessage());
    }
  }
}
