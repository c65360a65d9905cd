package io.dumpwarden.app.faults;

import static org.awaitility.Awaitility.await;

import io.dumpwarden.engines.MariaDb114;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** The real client that restores load with, behind a script that can make it wait. */
final class HeldClient {

  private static final String SCRIPT =
      """
      #!/bin/sh
      real='%1$s/mariadb'
      [ "$1" = --version ] && exec "$real" --version
      if [ -e '%2$s/hold-client' ]; then
        : >'%2$s/client-held'
        while [ -e '%2$s/hold-client' ]; do sleep 0.1; done
      fi
      exec "$real" "$@"
      """;

  private final Path folder;

  private HeldClient(Path folder) {
    this.folder = folder;
  }

  static HeldClient in(Path folder) throws IOException {
    Path script = folder.resolve("mariadb");
    Files.writeString(
        script, SCRIPT.formatted(MariaDb114.binaries().toolFolder().toAbsolutePath(), folder));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new HeldClient(folder);
  }

  void hold() throws IOException {
    Files.deleteIfExists(folder.resolve("client-held"));
    Files.writeString(folder.resolve("hold-client"), "");
  }

  void awaitHeld() {
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(folder.resolve("client-held")));
  }

  void letGo() throws IOException {
    Files.deleteIfExists(folder.resolve("hold-client"));
  }
}
