package io.dumpwarden.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of one folder as this process sees it: every lease of this process together holds one
 * lock, because the operating system knows locks of processes only.
 */
final class SharedServer {

  private static final Logger LOG = LoggerFactory.getLogger(SharedServer.class);

  // Static since a file lock belongs to the whole JVM; an entry is a path and a counter.
  private static final ConcurrentMap<Path, SharedServer> BY_FOLDER = new ConcurrentHashMap<>();

  private final ServerFolder folder;
  private int leases;
  private @Nullable Session session;

  /** What there is while this process uses the server. */
  private record Session(
      ServerStart start, LockFile users, ServerState server, boolean exclusive) {}

  private SharedServer(ServerFolder folder) {
    this.folder = folder;
  }

  static SharedServer of(ServerFolder folder) {
    return BY_FOLDER.computeIfAbsent(folder.root(), root -> new SharedServer(folder));
  }

  synchronized Lease acquire(MariaDbBinaries binaries, ServerOptions options, boolean exclusive)
      throws IOException {
    Session current = session;
    if (current != null) {
      if (exclusive || current.exclusive()) {
        throw inUse();
      }
      ensureRunning();
    } else {
      session = open(binaries, options, exclusive);
    }
    leases++;
    return new Lease(this, requireSession().start().credentials(), server().port());
  }

  private Session open(MariaDbBinaries binaries, ServerOptions options, boolean exclusive)
      throws IOException {
    LockFile users = LockFile.open(folder.usersLock());
    boolean kept = false;
    try (LockFile starting = LockFile.open(folder.startLock())) {
      starting.exclusive(options.startTimeout());
      boolean alone = users.tryExclusive();
      if (!alone && (exclusive || !users.tryShared())) {
        throw inUse();
      }
      Credentials credentials = Credentials.of(folder);
      ServerStart start =
          new ServerStart(new ServerCommand(binaries, folder, options), credentials);
      ServerState server = start.adoptOrStart(alone);
      if (!exclusive && !users.tryShared()) {
        throw inUse();
      }
      kept = true;
      return new Session(start, users, server, exclusive);
    } finally {
      if (!kept) {
        users.close();
      }
    }
  }

  /** Returns whether the server had ended and was started again. */
  synchronized boolean ensureRunning() throws IOException {
    Session current = requireSession();
    if (current.server().process().isAlive()) {
      return false;
    }
    try (LockFile starting = LockFile.open(folder.startLock())) {
      starting.exclusive(current.start().command().options().startTimeout());
      ServerState again = current.start().restart(current.server().port());
      session = new Session(current.start(), current.users(), again, current.exclusive());
      return true;
    }
  }

  synchronized ServerState server() {
    return requireSession().server();
  }

  synchronized void release() throws IOException {
    leases--;
    Session ending = requireSession();
    if (leases > 0) {
      return;
    }
    session = null;
    try (LockFile users = ending.users();
        LockFile starting = LockFile.open(folder.startLock())) {
      ServerOptions options = ending.start().command().options();
      starting.exclusive(options.startTimeout());
      if (users.tryExclusive()) {
        ending.start().stop(options.stopTimeout());
      } else {
        LOG.debug("the embedded MariaDB in {} stays up for other processes", folder.root());
      }
    }
  }

  private Session requireSession() {
    if (session == null) {
      throw new IllegalStateException("the lease of the embedded MariaDB is closed");
    }
    return session;
  }

  private EmbeddedMariaDbException inUse() {
    return new EmbeddedMariaDbException(
        "the embedded MariaDB in %s is in use and cannot be shared: end its user, or choose another folder"
            .formatted(folder.root()));
  }
}
