package io.dumpwarden.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A shell script in a dump tool's place. */
final class FakeTool {

  private FakeTool() {}

  /**
   * @param script what it does when it is not asked for its version
   * @return its folder
   */
  static Path mariaDbDump(Path folder, String script) throws IOException {
    return write(folder, "mariadb-dump", "mariadb-dump from 11.4.99-MariaDB, client 10.19", script);
  }

  static Path write(Path folder, String name, String version, String script) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    String text =
        "#!/bin/sh\nif [ \"$1\" = --version ]; then echo '%s'; exit 0; fi\nif [ \"$1\" = --no-defaults ]; then exit 1; fi\n%s\n"
            .formatted(version, script);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }
}
