package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.encryption.Decrypted;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.view.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decrypts a file; what it holds stays compressed as it is. */
@Command(
    name = "decrypt",
    description = {
      "Decrypts a file that Dumpwarden, age or sfDBTools encrypted.",
      "With a key or passphrase given, it needs no metadata store; with --key-id alone, the key is"
          + " taken from this installation's."
    })
final class DecryptCommand implements Callable<Integer> {

  private static final int BUFFER = 256 * 1024;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The encrypted file.")
  private Path file;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "OUT",
      description = "Where to write to: a file that is not there yet, or a folder.")
  private Path output;

  @Option(names = "--force", description = "Replace OUT where it is there.")
  private boolean force;

  @Mixin private GivenKey key;

  private final CommandContext context;

  DecryptCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path target = Files.isDirectory(output) ? output.resolve(plainName()) : output;
    OutputFile out = new OutputFile(target, force);
    out.requireFree();
    Keyring keys = keys();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      Decrypted opened = keys.decrypt(in);
      long bytes = out.write(opened.stream());
      report(opened, target, bytes);
    } catch (NoSuchFileException e) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND, "there is no file or folder " + e.getFile(), "check the path", e);
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "%s cannot be decrypted to %s: %s".formatted(file, target, e),
          "check disk space and rights",
          e);
    }
    return ExitCode.DONE;
  }

  private Keyring keys() {
    if (key.isGiven()) {
      return key.addedTo(Keyring.empty(), context);
    }
    @Nullable String id = key.id();
    if (id == null) {
      throw new ParameterException(
          spec.commandLine(),
          "which key? Give --encryption-key-file or --passphrase-…, or --key-id for a key of this"
              + " installation");
    }
    try (Platform platform = context.open()) {
      return platform.keyring().only(id);
    }
  }

  /** The file's name without what encryption added. */
  private String plainName() {
    String name = "" + file.getFileName();
    String plain = name.replaceFirst("\\.(enc|age)$", "");
    return plain.equals(name) ? name + ".decrypted" : plain;
  }

  private void report(Decrypted opened, Path target, long bytes) throws IOException {
    CommandContext.out(spec)
        .printf(
            "decrypted %s (%s%s) to %s, %s%n%s%n",
            file,
            opened.format().label(),
            opened.keyId().isEmpty() ? "" : ", key " + opened.keyId(),
            target,
            Bytes.text(bytes),
            ContentKind.of(target).advice(target));
  }
}
