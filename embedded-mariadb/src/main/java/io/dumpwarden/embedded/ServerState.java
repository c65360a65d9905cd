package io.dumpwarden.embedded;

import java.io.IOException;
import java.util.Optional;
import java.util.Properties;

/** What is known of the server that was last started in a folder. */
record ServerState(ServerProcess process, int port) {

  static Optional<ServerState> read(ServerFolder folder) throws IOException {
    return new PrivateFile(folder.state()).read().flatMap(ServerState::from);
  }

  void write(ServerFolder folder) throws IOException {
    Properties values = new Properties();
    values.setProperty("pid", Long.toString(process.pid()));
    values.setProperty("boot", process.bootId());
    values.setProperty("started", Long.toString(process.startTicks()));
    values.setProperty("port", Integer.toString(port));
    new PrivateFile(folder.state()).write(values);
  }

  private static Optional<ServerState> from(Properties values) {
    try {
      ServerProcess process =
          new ServerProcess(
              Long.parseLong(values.getProperty("pid")),
              values.getProperty("boot", ""),
              Long.parseLong(values.getProperty("started")));
      return Optional.of(new ServerState(process, Integer.parseInt(values.getProperty("port"))));
    } catch (NumberFormatException e) {
      // A damaged file tells no more than a missing one; the process is then found by its folder.
      return Optional.empty();
    }
  }
}
