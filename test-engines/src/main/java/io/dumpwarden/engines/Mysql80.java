package io.dumpwarden.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** MySQL 8.0.15, from a jar of the test class path. Needs libaio1 and libnuma1. */
public final class Mysql80 {

  private static final String ARCHIVE = "/mysql-Linux-amd64.tar.gz";

  private Mysql80() {}

  /** Starts one of its own, with further options of {@code mysqld}. */
  public static LocalEngine start(String... options) throws IOException {
    Path home = unpack();
    MysqlDistribution distribution =
        new MysqlDistribution(
            "MySQL 8.0", program(home), List.of("--basedir=" + home), Mysql9.toolFolders());
    return MysqlServer.start(distribution, List.of(options));
  }

  static Optional<String> whyUnavailable() {
    return Platform.whyNotLinuxX64()
        .or(
            () -> {
              try {
                return Platform.whyNotRunnable(program(unpack()));
              } catch (IOException e) {
                return Optional.of(e.toString());
              }
            })
        .map(why -> why + " (it needs the Debian packages libaio1 and libnuma1)");
  }

  private static Path program(Path home) {
    return home.resolve("bin").resolve("mysqld");
  }

  /** Unpacks under a name of its own and renames: builds side by side do not disturb each other. */
  private static Path unpack() throws IOException {
    Path home = TestCache.folder("mysql-8.0.15");
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(home.getParent());
    Path unfinished = Files.createTempDirectory(home.getParent(), "mysql-unfinished");
    untar(unfinished);
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Folders.delete(unfinished);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
    return home;
  }

  private static void untar(Path folder) throws IOException {
    Path archive = folder.resolve("mysql.tar.gz");
    try (InputStream in = Mysql80.class.getResourceAsStream(ARCHIVE)) {
      if (in == null) {
        throw new IOException(ARCHIVE + " is not on the class path");
      }
      Files.copy(in, archive);
    }
    Path log = folder.resolve("tar.log");
    new MysqlProcess(log).run(List.of("tar", "-xzf", archive.toString(), "-C", folder.toString()));
    Files.delete(archive);
  }
}
