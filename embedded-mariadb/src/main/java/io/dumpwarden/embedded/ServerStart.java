package io.dumpwarden.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the server of a folder, or starts it. The caller holds the folder's start lock. */
record ServerStart(ServerCommand command, Credentials credentials) {

  private static final Logger LOG = LoggerFactory.getLogger(ServerStart.class);
  private static final int ATTEMPTS = 5;

  /**
   * Returns the running server, or a new one.
   *
   * @param alone whether no other process uses the server: only then may an unresponsive one be
   *     ended, and only then may the port change
   */
  ServerState adoptOrStart(boolean alone) throws IOException {
    Optional<ServerState> recorded = ServerState.read(folder());
    if (recorded.isPresent() && runs(recorded.get().process())) {
      if (answers(recorded.get())) {
        return recorded.get();
      }
      endUnresponsive(recorded.get().process(), alone);
    }
    if (alone) {
      endUnrecorded();
    }
    OptionalInt port = recorded.stream().mapToInt(ServerState::port).findFirst();
    return alone ? startOnAnyPort(port) : start(port.orElse(freePort()));
  }

  /** Starts the server again on the port that its users know. */
  ServerState restart(int port) throws IOException {
    Optional<ServerState> recorded = ServerState.read(folder());
    if (recorded.isPresent() && runs(recorded.get().process()) && answers(recorded.get())) {
      return recorded.get();
    }
    return start(port);
  }

  /** Stops the server of the folder, whoever started it last. */
  void stop(Duration patience) throws IOException {
    Optional<ServerState> recorded = ServerState.read(folder());
    if (recorded.isPresent() && runs(recorded.get().process())) {
      recorded.get().process().stop(patience);
    }
  }

  private ServerState startOnAnyPort(OptionalInt preferred) throws IOException {
    int port = preferred.orElse(freePort());
    for (int attempt = 1; ; attempt++) {
      try {
        return start(port);
      } catch (EmbeddedMariaDbException e) {
        if (attempt == ATTEMPTS || !StartFailure.PORT_TAKEN.isSeenIn(e.getMessage())) {
          throw e;
        }
        port = freePort();
      }
    }
  }

  private ServerState start(int port) throws IOException {
    new DataDirectory(command, credentials).makeIfMissing();
    ErrorLog log = new ErrorLog(folder().errorLog());
    long mark = log.mark();
    Process child = command.start(command.serve(port));
    Optional<ServerProcess> process = ServerProcess.of(child.pid());
    if (process.isEmpty()) {
      throw failed("ended at once", log.tail(mark));
    }
    ServerState started = new ServerState(process.get(), port);
    try {
      started.write(folder());
      awaitReady(started, log, mark);
    } catch (IOException e) {
      throw endAfter(e, started.process());
    }
    LOG.debug("embedded MariaDB started, process {}, port {}", child.pid(), port);
    return started;
  }

  private void awaitReady(ServerState started, ErrorLog log, long mark) throws IOException {
    if (answers(started)) {
      return;
    }
    if (!started.process().isAlive()) {
      throw failed("ended while starting", log.tail(mark));
    }
    throw failed("gave no answer on port " + started.port(), log.tail(mark));
  }

  /** What did not start well must not stay, holding the data and unknown to anyone. */
  private static IOException endAfter(IOException failure, ServerProcess process) {
    try {
      process.kill();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private EmbeddedMariaDbException failed(String what, String tail) {
    return StartFailure.describe(folder(), what, tail);
  }

  private boolean answers(ServerState state) throws IOException {
    return new FirstAnswer(folder(), credentials, state)
        .arrivesWithin(command.options().startTimeout());
  }

  private void endUnresponsive(ServerProcess process, boolean alone) throws IOException {
    if (!alone && process.isAlive()) {
      throw new EmbeddedMariaDbException(
          "the embedded MariaDB (process %d) does not answer, and another process uses it: end that one first"
              .formatted(process.pid()));
    }
    LOG.warn("the embedded MariaDB (process {}) does not answer and is ended", process.pid());
    process.kill();
  }

  /** Its starter was killed before it could write down what it had started. */
  private void endUnrecorded() throws IOException {
    List<Long> pids = ProcessHandle.allProcesses().map(ProcessHandle::pid).toList();
    for (long pid : pids) {
      Optional<ServerProcess> process = ServerProcess.of(pid);
      if (process.isPresent() && process.get().serves(folder().data())) {
        LOG.warn("an unknown server (process {}) uses {} and is ended", pid, folder().data());
        process.get().stop(command.options().stopTimeout());
      }
    }
  }

  private boolean runs(ServerProcess process) throws IOException {
    return process.isAlive() && process.serves(folder().data());
  }

  private ServerFolder folder() {
    return command.folder();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
