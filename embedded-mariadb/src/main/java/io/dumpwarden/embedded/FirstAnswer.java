package io.dumpwarden.embedded;

import java.io.IOException;
import java.time.Duration;

/** Waits for a server that starts or recovers, which may be long, but not for one that hangs. */
final class FirstAnswer {

  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final ServerFolder folder;
  private final Credentials credentials;
  private final ServerState server;
  private boolean answered;
  private long lastSign = System.nanoTime();

  FirstAnswer(ServerFolder folder, Credentials credentials, ServerState server) {
    this.folder = folder;
    this.credentials = credentials;
    this.server = server;
  }

  /** Returns whether it answers; false when it has ended, hangs, or is not up in time. */
  boolean arrivesWithin(Duration patience) throws IOException {
    Poll.until(patience, this::isDecided);
    return answered;
  }

  private boolean isDecided() throws IOException {
    Ping.Answer answer = Ping.send(server.port(), credentials);
    switch (answer) {
      case ANSWERS -> answered = true;
      case REFUSED -> lastSign = System.nanoTime();
      case DENIED -> refuse();
      case SILENT -> {}
    }
    return answered || isSilentForLong() || !server.process().isAlive();
  }

  private boolean isSilentForLong() {
    return System.nanoTime() - lastSign > SILENCE.toNanos();
  }

  /** Another program's server on our port denies us too: then ours is about to end. */
  private void refuse() throws IOException {
    if (server.process().isAlive() && server.process().serves(folder.data())) {
      throw new EmbeddedMariaDbException(
          "the embedded MariaDB on port %d refuses the password in %s: put back the file that was there"
              .formatted(server.port(), folder.credentials()));
    }
  }
}
