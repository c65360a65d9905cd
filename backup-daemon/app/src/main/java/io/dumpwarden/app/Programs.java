package io.dumpwarden.app;

import io.dumpwarden.dump.ProgramFinder;
import io.dumpwarden.dump.ToolFolders;
import io.dumpwarden.embedded.MariaDbBinaries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where dump and client tools are: configured folders, the PATH, and last the embedded MariaDB's
 * own.
 */
final class Programs {

  private static final Logger LOG = LoggerFactory.getLogger(Programs.class);

  private Programs() {}

  static ProgramFinder finder(
      DaemonConfig config, DataDirectory data, Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "");
    return new ProgramFinder(ToolFolders.of(config.toolFolders(), path, embedded(data)));
  }

  private static @Nullable Path embedded(DataDirectory data) {
    try {
      return MariaDbBinaries.unpackInto(data.programs()).toolFolder();
    } catch (IOException e) {
      LOG.info("there are no embedded tools on this platform: {}", e.getMessage());
      return null;
    }
  }
}
