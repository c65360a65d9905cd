package io.dumpwarden.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line of {@code mariadbd}. It holds no secret. */
record ServerCommand(MariaDbBinaries binaries, ServerFolder folder, ServerOptions options) {

  private static final int ROOT_USER = 0;

  /** Runs the SQL on its standard input on a new data directory, and ends. */
  ProcessBuilder bootstrap(Path dataDirectory) throws IOException {
    List<String> command = common(dataDirectory);
    command.add("--bootstrap");
    return prepare(command);
  }

  ProcessBuilder serve(int port) throws IOException {
    List<String> command = setsid();
    command.addAll(common(folder.data()));
    command.addAll(
        List.of(
            // No socket: its path would have to be short, and nothing of ours needs one.
            "--socket=",
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--skip-name-resolve",
            // Loopback only; without this every start makes a new key, which takes seconds.
            "--skip-ssl",
            "--max-connections=200",
            "--open-files-limit=8192",
            "--performance-schema=OFF",
            "--innodb-buffer-pool-size=" + options.bufferPoolMegabytes() + "M",
            "--innodb-flush-log-at-trx-commit=1",
            "--aria-pagecache-buffer-size=8M",
            "--key-buffer-size=1M",
            "--local-infile=OFF",
            "--secure-file-priv=" + folder.temporary()));
    command.addAll(options.extra());
    return prepare(command);
  }

  Process start(ProcessBuilder builder) throws EmbeddedMariaDbException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw StartFailure.notRunnable(binaries.server(), e);
    }
  }

  private List<String> common(Path dataDirectory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(binaries.server().toString());
    command.add("--no-defaults");
    if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT_USER)) {
      command.add("--user=root");
    }
    command.add("--basedir=" + binaries.home());
    command.add("--lc-messages-dir=" + binaries.share());
    command.add("--character-sets-dir=" + binaries.share().resolve("charsets"));
    command.add("--datadir=" + dataDirectory);
    command.add("--tmpdir=" + folder.temporary());
    command.add("--character-set-server=utf8mb4");
    command.add("--collation-server=utf8mb4_unicode_ci");
    command.add("--innodb-log-file-size=32M");
    return command;
  }

  private ProcessBuilder prepare(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.root().toFile());
    builder.environment().put("UMASK", "0600");
    builder.environment().put("UMASK_DIR", "0700");
    // Under systemd the server would otherwise report itself ready, or stopping, in our name.
    builder.environment().keySet().removeAll(List.of("NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID"));
    return builder
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.errorLog().toFile()));
  }

  /** A session of its own, so that a terminal's Ctrl-C reaches us and not the server. */
  private static List<String> setsid() {
    List<String> command = new ArrayList<>();
    Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .ifPresent(command::add);
    return command;
  }
}
