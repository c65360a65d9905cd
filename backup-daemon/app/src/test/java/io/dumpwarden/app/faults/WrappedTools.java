package io.dumpwarden.app.faults;

import static org.awaitility.Awaitility.await;

import io.dumpwarden.engines.MariaDb114;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * The real mariadb-dump behind a script that, for chosen databases, breaks its dump. What it is to
 * do stands in a file named after the database; the exit code is the real one's.
 */
final class WrappedTools {

  private static final String SCRIPT =
      """
      #!/bin/sh
      real='%1$s/mariadb-dump'
      [ "$1" = --version ] && exec "$real" --version
      for database; do :; done
      mark='%2$s/'$database
      mode=$(cat "$mark.mode" 2>/dev/null)
      case $mode in
        cut) "$real" "$@" | head -c -100; exit 0 ;;
        fail) echo 'mariadb-dump: Error 1105: planted' >&2; exit 2 ;;
        hold)
          exec 4>&1
          status=$(
            { { "$real" "$@"; echo $? >&3; } | {
              head -c 400000
              : >"$mark.held"
              while [ ! -e "$mark.go" ]; do sleep 0.1; done
              cat
            } >&4; } 3>&1)
          exit $status ;;
        *) exec "$real" "$@" ;;
      esac
      """;

  private final Path folder;

  private WrappedTools(Path folder) {
    this.folder = folder;
  }

  static WrappedTools in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path script = folder.resolve("mariadb-dump");
    Files.writeString(
        script, SCRIPT.formatted(MariaDb114.binaries().toolFolder().toAbsolutePath(), folder));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new WrappedTools(folder);
  }

  Path folder() {
    return folder;
  }

  /** It exits 0 and its last hundred bytes are missing. */
  void cutTail(String database) throws IOException {
    mode(database, "cut");
  }

  void fail(String database) throws IOException {
    mode(database, "fail");
  }

  /** It stops in the middle until {@link #letGo}. */
  void hold(String database) throws IOException {
    mode(database, "hold");
    Files.deleteIfExists(folder.resolve(database + ".held"));
    Files.deleteIfExists(folder.resolve(database + ".go"));
  }

  void awaitHeld(String database) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(folder.resolve(database + ".held")));
  }

  void letGo(String database) throws IOException {
    Files.createFile(folder.resolve(database + ".go"));
  }

  void work(String database) throws IOException {
    Files.deleteIfExists(folder.resolve(database + ".mode"));
  }

  private void mode(String database, String mode) throws IOException {
    Files.writeString(folder.resolve(database + ".mode"), mode);
  }
}
