package io.dumpwarden.engines;

import io.dumpwarden.embedded.MariaDbBinaries;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** MariaDB 10.11, as Debian 12 has it: its package mariadb-server-core, which starts no server. */
final class MariaDb1011 {

  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
  private static final Path CLIENTS = Path.of("/usr/bin");
  private static final Path SHARE = Path.of("/usr/share/mysql");
  private static final String VERSION = "10.11.";

  private MariaDb1011() {}

  static LocalEngine start(String... options) throws IOException {
    return MariaDbServer.start("MariaDB 10.11", binaries(), options);
  }

  static Optional<String> whyUnavailable() {
    if (!Files.isExecutable(SERVER)) {
      return Optional.of("nothing at " + SERVER + " (the Debian package mariadb-server-core)");
    }
    return Platform.whyNot(SERVER, said -> said.contains(VERSION));
  }

  /** Debian's files as links, in the order and by the names that MariaDB's own packages have. */
  private static MariaDbBinaries binaries() throws IOException {
    MariaDbBinaries binaries = new MariaDbBinaries(TestCache.folder("mariadb-10.11"));
    link(binaries.server(), SERVER);
    for (Path tool : List.of(binaries.client(), binaries.dump(), binaries.check())) {
      link(tool, CLIENTS.resolve(tool.getFileName()));
    }
    try (Stream<Path> shared = Files.list(SHARE)) {
      for (Path file : shared.toList()) {
        String name = file.getFileName().toString().replaceFirst("^mysql_", "mariadb_");
        link(binaries.share().resolve(name), file);
      }
    }
    return binaries;
  }

  /** Builds side by side do not disturb each other. */
  private static void link(Path link, Path file) throws IOException {
    Files.createDirectories(link.getParent());
    try {
      Files.createSymbolicLink(link, file);
    } catch (FileAlreadyExistsException e) {
      // of an earlier build
    }
  }
}
