package io.dumpwarden.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * MariaDB servers of our own, each in a folder. Such a server listens on loopback only, has real
 * grant tables and one account with a random password, and runs in a session of its own: neither a
 * terminal's Ctrl-C nor the end of the process that started it reaches it. It ends when the last
 * lease of any process is closed; after a crash the next lease adopts it.
 */
public final class EmbeddedMariaDb {

  private final MariaDbBinaries binaries;

  public EmbeddedMariaDb(MariaDbBinaries binaries) {
    this.binaries = binaries;
  }

  /**
   * Leases the server of a folder, which is made, started or adopted as needed, and shared with
   * other threads and processes.
   *
   * @throws EmbeddedMariaDbException when it cannot be had, with the tail of its error log
   * @throws IOException when the folder cannot be read or written
   */
  public Lease acquire(Path folder, ServerOptions options) throws IOException {
    return SharedServer.of(ServerFolder.prepare(folder)).acquire(binaries, options, false);
  }

  /**
   * Starts a server that nobody else may use: closing the lease stops it. The folder stays, and so
   * does what is in it. A server left behind there by a killed process is taken over.
   *
   * @throws EmbeddedMariaDbException when it cannot be had, or the folder is in use
   * @throws IOException when the folder cannot be read or written
   */
  public Lease startThrowaway(Path folder, ServerOptions options) throws IOException {
    return SharedServer.of(ServerFolder.prepare(folder)).acquire(binaries, options, true);
  }

  /**
   * Ends, by force, every server whose data lies below a folder and whose owner is gone, also one
   * that nobody wrote down. To be called before the folder is removed; it must be in nobody's use.
   *
   * @throws IOException when one does not end
   */
  public static void endServersBelow(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Path real = folder.toRealPath();
    for (long pid : ProcessHandle.allProcesses().map(ProcessHandle::pid).toList()) {
      Optional<ServerProcess> process = ServerProcess.of(pid);
      if (process.isPresent() && process.get().servesBelow(real)) {
        process.get().kill();
      }
    }
  }
}
