package io.dumpwarden.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** MySQL 9 with its own tools, unpacked by {@code .ci/mysql9} into {@link #home}. */
public final class Mysql9 {

  private Mysql9() {}

  /** Starts one of its own, with further options of {@code mysqld}. */
  public static LocalEngine start(String... options) throws IOException {
    Path system = home().resolve("usr");
    MysqlDistribution distribution =
        new MysqlDistribution(
            "MySQL 9",
            program(),
            List.of(
                "--basedir=" + system,
                "--plugin-dir=" + system.resolve("lib/mysql/plugin"),
                "--lc-messages-dir=" + system.resolve("share/mysql")),
            toolFolders());
    return MysqlServer.start(distribution, List.of(options));
  }

  static Optional<String> whyUnavailable() {
    if (!Files.isExecutable(program())) {
      return Optional.of("nothing at %s; run: .ci/mysql9 %s".formatted(program(), home()));
    }
    return Platform.whyNotRunnable(program());
  }

  /** The folder of Oracle's {@code mysqldump} and {@code mysql}, which also suit MySQL 8. */
  static List<Path> toolFolders() {
    return Files.isExecutable(program()) ? List.of(home().resolve("bin")) : List.of();
  }

  private static Path home() {
    String set = System.getenv("MYSQL9_HOME");
    return set == null || set.isEmpty() ? TestCache.folder("mysql9") : Path.of(set);
  }

  private static Path program() {
    return home().resolve("bin").resolve("mysqld");
  }
}
