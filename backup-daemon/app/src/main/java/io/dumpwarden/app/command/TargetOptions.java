package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server is backed up, and where to. */
final class TargetOptions {

  @Option(
      names = "--server",
      required = true,
      paramLabel = "NAME",
      description = "The server to back up.")
  private String server;

  @Option(
      names = "--storage",
      paramLabel = "NAME",
      description =
          "A storage to write to; repeatable. Those of the schedule 'manual' where not given.")
  private List<String> storages = new ArrayList<>();

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      description = "A folder to write to, instead of any storage.")
  private @Nullable Path outputDir;

  void into(SpecWords spec) {
    if (outputDir != null && !storages.isEmpty()) {
      throw new IllegalArgumentException("--output-dir contradicts --storage: give one of them");
    }
    if (outputDir != null && !Files.isDirectory(outputDir)) {
      // one that is made here may lie below the mount point of a disk that is not there
      throw new IllegalArgumentException(
          "--output-dir: there is no folder %s: make it first".formatted(outputDir));
    }
    if (outputDir != null) {
      // says what is wrong with it
      OutputFolder.storage(outputDir);
    }
    spec.list(RunRequest.STORAGES, storages.stream().distinct().toList())
        .put(
            RunRequest.OUTPUT_DIR,
            outputDir == null ? null : outputDir.toAbsolutePath().normalize());
  }

  /**
   * The server, where it and all storages exist.
   *
   * @throws DumpwardenException {@code NOT_FOUND} with the nearest name
   */
  Server server(Platform platform) {
    ConfigSnapshot config = platform.snapshots().get();
    List<String> known =
        config.storages().stream().filter(Storage::enabled).map(Storage::name).toList();
    for (String storage : storages) {
      if (!known.contains(storage)) {
        throw missing("storage", storage, known);
      }
    }
    List<String> servers =
        config.servers().stream().filter(Server::enabled).map(Server::name).toList();
    return config
        .server(server)
        .filter(Server::enabled)
        .orElseThrow(() -> missing("server", server, servers));
  }

  private static DumpwardenException missing(String noun, String name, List<String> known) {
    String hint = Nearest.hint(name, known);
    return new DumpwardenException(
        ErrorCode.NOT_FOUND, "there is no enabled %s '%s'%s".formatted(noun, name, hint));
  }
}
